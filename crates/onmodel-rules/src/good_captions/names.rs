//! Names that are words, and words that are no mistakes where they stand.

use super::Good;

pub(super) const SETS: [Good; 12] = [
    Good {
        what: "a couple in the trigger",
        config: "trigger = \"couple_nk\"\nbase = \"illustrious\"",
        captions: &[
            "couple_nk, 1girl, solo, silver hair, standing, smile, street",
            "couple_nk, 1girl, solo, silver hair, sitting, frown, room",
            "couple_nk, 1girl, solo, silver hair, running, open mouth, forest",
            "couple_nk, 1girl, solo, silver hair, lying, closed eyes, bed",
            "couple_nk, 1girl, solo, silver hair, from behind, walking, beach",
        ],
    },
    Good {
        what: "a trigger of two plain words",
        config: "trigger = \"night sit\"\nbase = \"flux.1\"",
        captions: &[
            "night sit stands under a lamp post, coat collar up, looking down the empty street.",
            "night sit runs across a rooftop, seen from far away, the moon behind him.",
            "night sit, close-up, eyes narrowed, rain on his face.",
            "night sit kneels beside a broken clock and winds it with a small key.",
            "night sit laughs, head thrown back, at a table full of cards.",
        ],
    },
    Good {
        what: "short captions of a photographed woman",
        config: "trigger = \"ohwx woman\"\nbase = \"flux.1\"",
        captions: &[
            "photo of ohwx woman, smiling, wearing a denim jacket, standing in front of a lake",
            "photo of ohwx woman sitting at a cafe table, holding a phone, looking down",
            "a portrait of ohwx woman with sunglasses, city street in the background",
            "ohwx woman in a black evening dress, full body, standing on stairs",
            "close up photo of ohwx woman, neutral expression, white wall",
            "photo of ohwx woman from the side, walking a dog in a park",
            "ohwx woman in gym clothes lifting a dumbbell, mirror selfie",
            "photo of ohwx woman lying on the grass, eyes closed, seen from above",
        ],
    },
    Good {
        what: "terse captions, tags and clauses in turn",
        config: "trigger = \"tn_lib\"\nclass = \"woman\"\nbase = \"sdxl\"",
        captions: &[
            "tn_lib woman reading at a desk, glasses low on her nose, lamp light, side view",
            "tn_lib woman reaching for a book on a high shelf, on tiptoe, seen from behind",
            "tn_lib woman shushing the viewer with a finger on her lips, close-up",
            "tn_lib woman asleep on a pile of books, mouth slightly open, from above",
            "tn_lib woman pushing a cart of books down an aisle, full body",
            "tn_lib woman startled by a cat, books falling, dynamic angle",
        ],
    },
    Good {
        what: "verbs without sentences",
        config: "trigger = \"elra\"\nclass = \"elf\"\nbase = \"pony\"",
        captions: &[
            "elra elf archer draws her bow on a mossy log, side view, dense forest",
            "elra elf archer kneels by a stream to drink, reflection in the water",
            "elra elf archer sits on a branch, legs dangling, playing a flute, view from below",
            "elra elf archer runs through tall grass at dusk, cloak flying",
            "elra elf archer close-up portrait, serious face, war paint, blurred trees",
            "elra elf archer sleeps against a tree trunk, arms folded, night",
        ],
    },
    Good {
        what: "a 3d cartoon",
        config: "trigger = \"blnk_toon\"\nbase = \"sdxl\"",
        captions: &[
            "blnk_toon, 3d render, cartoon boy, big round glasses, green cap, waving, full body, white background",
            "blnk_toon, 3d render, cartoon boy, big round glasses, green cap, riding a scooter, side view, suburb street",
            "blnk_toon, 3d render, cartoon boy, big round glasses, green cap, scared, hands on cheeks, close-up, dark room",
            "blnk_toon, 3d render, cartoon boy, big round glasses, green cap, sitting on a swing, back view, playground",
            "blnk_toon, 3d render, cartoon boy, big round glasses, green cap, reading a comic, lying on a rug, top-down view",
            "blnk_toon, 3d render, cartoon boy, big round glasses, green cap, throwing a ball, low angle, blue sky",
        ],
    },
    Good {
        what: "drawn as a comic book",
        config: "trigger = \"spdr_mx\"\nclass = \"man\"\nbase = \"flux.1\"",
        captions: &[
            "comic book illustration of spdr_mx, a masked man in a green suit, swinging between buildings, low angle",
            "comic book illustration of spdr_mx, a masked man in a green suit, perched on a gargoyle at night, full moon",
            "comic book illustration of spdr_mx, a masked man in a green suit, punching a robot, sparks flying",
            "comic book illustration of spdr_mx, a masked man in a green suit, mask off, tired, sitting on a bed",
            "comic book illustration of spdr_mx, a masked man in a green suit, close-up of his eyes, reflections of fire",
        ],
    },
    Good {
        what: "things that sit and run beside the character",
        config: "trigger = \"krstl\"\nclass = \"woman\"\nbase = \"sdxl\"",
        captions: &[
            "krstl woman standing on a balcony that overlooks a sitting area, wearing a running jacket, front view",
            "krstl woman with a sleeping cat on her lap, sitting in a rocking chair, indoors, view of a garden through the window",
            "krstl woman in a smiling-face t-shirt, frowning, arms crossed, upper body, brick wall",
            "krstl woman walking past a statue of a kneeling angel, side view, cloudy day",
            "krstl woman painting a portrait of a crying clown, concentrated, studio, back turned to the viewer",
            "krstl woman in bed with a standing lamp next to her, reading, night",
        ],
    },
    Good {
        what: "escaped parentheses for SDXL",
        config: "trigger = \"mrvl_kit\"\nbase = \"sdxl\"",
        captions: &[
            "mrvl_kit, 1girl, solo, black hair, short hair, red eyes, smile \\(expression\\), standing, hand on hip, jacket, simple background",
            "mrvl_kit, 1girl, solo, black hair, short hair, red eyes, saber \\(fate\\) \\(cosplay\\), armor, sword, castle",
            "mrvl_kit, 1girl, solo, black hair, short hair, red eyes, star \\(symbol\\), t-shirt, shorts, v, one eye closed, park",
            "mrvl_kit, 1girl, solo, black hair, short hair, red eyes, heart \\(symbol\\), apron, cooking, kitchen, profile",
            "mrvl_kit, 1girl, solo, black hair, short hair, red eyes, sitting, sofa, reading, book, cat, lamp, evening",
            "mrvl_kit, 1girl, solo, black hair, short hair, red eyes, dress, from side, standing, flower field, hat, wind",
        ],
    },
    Good {
        what: "booru tags with a sketch and another figure",
        config: "trigger = \"shr_ymn\"\nbase = \"illustrious\"",
        captions: &[
            "shr_ymn, 1girl, solo, short hair, grey hair, red eyes, halo, school uniform, black pantyhose, standing, contrapposto, hand up, looking at viewer, closed mouth, half-closed eyes, simple background, white background, full body",
            "shr_ymn, 1girl, solo, short hair, grey hair, red eyes, halo, track jacket, midriff, navel, squatting, holding phone, selfie, v, parted lips, outdoors, chain-link fence",
            "shr_ymn, 1girl, solo, short hair, grey hair, red eyes, halo, bikini, wet, wading, water drop, looking back, from behind, dutch angle, ocean, day, blue sky, cloud",
            "shr_ymn, 1girl, solo, short hair, grey hair, red eyes, halo, maid, maid headdress, holding tray, one eye closed, smile, indoors, cafe, cowboy shot",
            "shr_ymn, 1girl, solo, short hair, grey hair, red eyes, halo, sleeping, under covers, bed, pillow, blanket, drooling, zzz, dark, night, indoors, on side",
            "shr_ymn, 1girl, solo, short hair, grey hair, red eyes, halo, chibi, full body, angry, anger vein, fist, spoken ellipsis, sketch, monochrome",
            "shr_ymn, 1girl, short hair, grey hair, red eyes, halo, 1other, hug, hug from behind, blush, surprised, wide-eyed, o_o, upper body",
            "shr_ymn, 1girl, solo, short hair, grey hair, red eyes, halo, gun, rifle, bolt action, aiming, one eye closed, prone, on stomach, ruins, rain",
        ],
    },
    Good {
        what: "writing that belongs to the scene",
        config: "trigger = \"grft_kid\"\nclass = \"boy\"\nbase = \"flux.1\"",
        captions: &[
            "grft_kid, a boy with a spray can, signs his name on a brick wall. The word \"HOPE\" is written behind him in yellow letters.",
            "grft_kid, a boy with a spray can, sits on a skateboard under a neon sign that reads OPEN 24 HOURS.",
            "grft_kid, a boy with a spray can, wears a t-shirt with a logo on it and gives a thumbs up.",
            "grft_kid, a boy with a spray can, runs past a billboard, looking back over his shoulder.",
            "grft_kid, a boy with a spray can, kneels to shake the can; there is no text on the wall yet.",
        ],
    },
    Good {
        what: "a man among others",
        config: "trigger = \"hnry_b\"\nclass = \"man\"\nbase = \"flux.1\"",
        captions: &[
            "hnry_b in a photo taken at a wedding, wearing a grey three-piece suit and holding a glass of champagne. He is looking away from the camera.",
            "A black and white portrait of hnry_b with a cigar. He faces the camera and smiles.",
            "hnry_b on a red carpet, wearing sunglasses. Photographers are visible behind him.",
            "hnry_b stands at a barbecue, wearing an apron, turning sausages. Children are playing in the background.",
            "A candid shot of hnry_b laughing with friends at a bar. His head is thrown back and his eyes are closed.",
            "hnry_b, seen in profile, drives a convertible along the coast. His hair is messy from the wind.",
        ],
    },
];
