"""What ten entries of the sample register do, said anew in French, Spanish and English."""

from __future__ import annotations

GISTS = (
    (
        "sample-SDGAction7405",
        "Nous protégeons les mangroves, les herbiers marins et les marais salants : ils stockent le carbone.",
        "Protegemos los manglares, las praderas marinas y las marismas, que almacenan carbono y resguardan las costas.",
        "We safeguard mangrove forests, sea meadows and tidal marshes, stores of carbon that shield the shore.",
    ),
    (
        "sample-SDGAction1665",
        "Nous enseignons l'hygiène dans les villages et les écoles, surtout aux filles, près des latrines.",
        "Enseñamos higiene en las aldeas y escuelas, sobre todo a las niñas, para que los grifos y letrinas sirvan.",
        "We teach pupils and villagers, above all girls, to wash, so that latrines and taps help.",
    ),
    (
        "sample-SDGAction1584",
        "Nous jumelons des hôpitaux européens avec des cliniques de pays pauvres pour soigner les malades du sida.",
        "Hermanamos hospitales europeos con clínicas de países pobres para tratar a los enfermos de sida.",
        "Twinning of hospitals in Europe with clinics of poor countries for the treatment of AIDS.",
    ),
    (
        "sample-SDGAction1597",
        "Nous aidons les pays à supprimer le plomb de l'essence et à exiger des véhicules plus propres.",
        "Ayudamos a los países a quitar el plomo de la gasolina y a exigir vehículos más limpios.",
        "Unleaded petrol, less sulphur, and cleaner cars.",
    ),
    (
        "sample-OceanAction41163",
        "Nous replantons du corail près d'une île privée abîmée par le tourisme de masse.",
        "Replantamos coral junto a una isla privada dañada por el turismo de masas.",
        "Coral is replanted beside a private island harmed by mass tourism.",
    ),
    (
        "sample-SDGAction1600",
        "Nous renforçons le droit du public à l'information, à la participation et à la justice environnementale.",
        "Reforzamos el derecho del público a la información, la participación y la justicia en asuntos ambientales.",
        "The public's right to information, to take part, and to justice in environmental matters.",
    ),
    (
        "sample-SDGAction7441",
        "Nous encourageons partout dans le monde le traitement des eaux usées et leur réutilisation.",
        "Fomentamos en todo el mundo el tratamiento de las aguas residuales y su reutilización.",
        "Worldwide, sewage should be treated and the water used again.",
    ),
    (
        "sample-SDGAction7645",
        "Avant toute exploitation minière des fonds marins, les gouvernements du Pacifique rédigent de bonnes lois.",
        "Antes de cualquier minería del fondo marino, los gobiernos del Pacífico redactan buenas leyes.",
        "Good laws for Pacific governments before the sea bed is mined.",
    ),
    (
        "sample-SDGAction1516",
        "Nous diffusons des toilettes et un assainissement qui récupèrent les nutriments sans danger.",
        "Difundimos inodoros y un saneamiento que recuperan los nutrientes sin peligro.",
        "Toilets that give nutrients back safely: pilots and training.",
    ),
    (
        "sample-OceanAction41699",
        "Nous certifions la pêche au thon pour qu'elle rapporte davantage tout en gardant des stocks sains.",
        "Certificamos la pesca de atún para que rinda más y las poblaciones sigan sanas.",
        "An eco-label for tuna, so that fishers earn more and the stocks stay sound.",
    ),
)
"""Id of the entry, and the gist of its summary in the three languages; none is a translation word by word."""
