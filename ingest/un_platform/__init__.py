"""The United Nations' platform "Partnerships for the SDGs", as exported in 2018."""

from ingest.un_platform.reader import UnPlatform

__all__ = ["UnPlatform"]
