"""Settings, the service behind every surface, the HTTP API and the command line."""
