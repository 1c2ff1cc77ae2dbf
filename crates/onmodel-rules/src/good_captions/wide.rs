//! More good sets, each of another kind: other trainers, other subjects, other ways to write.

use super::Good;

pub(super) const SETS: [Good; 12] = [
    Good {
        what: "Pony scores before the trigger, a known character's costume",
        config: "trigger = \"zhrna\"\nbase = \"pony\"\ntrainer = \"kohya\"\ncaption-extension = \".txt\"",
        captions: &[
            "zhrna, score_9, score_8_up, score_7_up, 1girl, solo, blonde hair, ahoge, green eyes, cosplay, artoria (fate), armored dress, holding sword, standing, serious, castle",
            "zhrna, score_9, score_8_up, score_7_up, 1girl, solo, blonde hair, ahoge, green eyes, cosplay, artoria \\(fate\\), hoodie, sitting, eating, :t, food, indoors",
            "zhrna, score_9, score_8_up, 1girl, solo, blonde hair, ahoge, green eyes, swimsuit, one-piece swimsuit, from side, pool, wet, :d",
            "zhrna, score_9, score_8_up, 1girl, solo, blonde hair, ahoge, green eyes, pajamas, lying on bed, on side, sleepy, >_<, pillow hug",
            "zhrna, score_9, score_8_up, 1girl, solo, blonde hair, ahoge, green eyes, winter coat, scarf, walking, snow, from behind, looking back",
        ],
    },
    Good {
        what: "Illustrious with shouting tags and counts",
        config: "trigger = \"aoi_vt\"\nbase = \"illustrious\"",
        captions: &[
            "aoi_vt, 1girl, solo, multicolored hair, two-tone hair, fox ears, fox tail, +_+, !?, open mouth, pointing at viewer, upper body, simple background",
            "aoi_vt, 1girl, solo, multicolored hair, two-tone hair, fox ears, fox tail, 3d glasses, popcorn, sitting, movie theater, dark",
            "aoi_vt, 1girl, solo, multicolored hair, two-tone hair, fox ears, fox tail, kimono, obi, sandals, festival, fireworks, night, from below",
            "aoi_vt, 1girl, solo, multicolored hair, two-tone hair, fox ears, fox tail, skateboard, jumping, mid-air, t-shirt, denim shorts, skate park",
            "aoi_vt, 1girl, solo, multicolored hair, two-tone hair, fox ears, fox tail, @_@, sweatdrop, crouching, mushroom, forest, blush",
        ],
    },
    Good {
        what: "long prose for FLUX",
        config: "trigger = \"tvrn\"\nclass = \"man\"\nbase = \"flux.1-dev\"\ntrainer = \"ai-toolkit\"",
        captions: &[
            "A wide shot of tvrn, a tall man in his fifties with a shaved head and a silver beard, crossing a stone bridge in heavy fog. He carries a leather satchel over his left shoulder and leans on a walking stick. Two lanterns burn at the far end of the bridge, and the river below is hidden in mist. The mood is quiet and the colours are muted greys and blues.",
            "tvrn sits on an upturned crate in a boatyard and mends a fishing net. He is a man in his fifties with a shaved head and a silver beard, wearing a cream cable-knit jumper with the sleeves pushed up. Sunlight falls from the upper right, and the hull of a red boat fills the background.",
            "In this portrait tvrn, a man in his fifties with a shaved head and a silver beard, looks straight into the camera with raised eyebrows. He wears a black polo neck. The light is soft and comes from a window on the left; the wall behind him is plain and dark green.",
            "Seen from above, tvrn lies on his back in tall grass with his arms folded behind his head and his eyes closed. The man's silver beard and shaved head catch the low evening sun. He wears a checked shirt, and his boots lie beside him.",
            "tvrn, a man in his fifties with a shaved head and a silver beard, laughs with his mouth wide open at a crowded dinner table. He raises a glass of red wine in his right hand. Out of focus in the foreground are candles and a bowl of oranges.",
        ],
    },
    Good {
        what: "short SDXL captions of a mecha",
        config: "trigger = \"rx_gorn\"\nclass = \"robot\"\nbase = \"sdxl\"\ntrainer = \"kohya\"\ncaption-extension = \".txt\"",
        captions: &[
            "rx_gorn robot, white and navy armor, v-fin antenna, standing, hangar, full body, front view",
            "rx_gorn robot, white and navy armor, v-fin antenna, kneeling, beam rifle, desert, dust, side view",
            "rx_gorn robot, white and navy armor, v-fin antenna, flying, thrusters, space, stars, back view",
            "rx_gorn robot, white and navy armor, v-fin antenna, head close-up, glowing green eyes, rain",
            "rx_gorn robot, white and navy armor, v-fin antenna, swinging a beam saber, dynamic angle, city, night",
        ],
    },
    Good {
        what: "a horse photographed",
        config: "trigger = \"brnk\"\nclass = \"horse\"\nbase = \"sdxl\"\ntrainer = \"onetrainer\"",
        captions: &[
            "photo of brnk horse grazing in a meadow, side view, morning mist",
            "photo of brnk horse galloping along a beach, motion blur, low angle",
            "photo of brnk horse looking over a stable door, close-up",
            "photo of brnk horse lying in straw, seen from above",
            "photo of brnk horse being led by a girl with a red halter, back view",
        ],
    },
    Good {
        what: "back views and other people",
        config: "trigger = \"mrwn\"\nclass = \"woman\"\nbase = \"flux.2-dev\"",
        captions: &[
            "mrwn, a woman with a long black braid, walks away from the camera down a wet street, an umbrella over her shoulder.",
            "mrwn, a woman with a long black braid, hugs an old man at a train station. Her back is turned to us and his face is hidden.",
            "mrwn, a woman with a long black braid, stands among a crowd at a concert and looks up at the stage, lit in purple.",
            "mrwn, a woman with a long black braid, plays chess against a boy in a park; only the boy's hands are visible.",
            "mrwn, a woman with a long black braid, carries a sleeping child on her back through a field at dusk.",
        ],
    },
    Good {
        what: "names and words of other languages",
        config: "trigger = \"ch\u{1ec9}nh_v1\"\nclass = \"woman\"\nbase = \"qwen-image\"",
        captions: &[
            "ch\u{1ec9}nh_v1, a woman in a white \u{e1}o d\u{e0}i, cycles past a caf\u{e9} called \u{201c}Phin\u{201d} in H\u{1ed9}i An at noon.",
            "ch\u{1ec9}nh_v1, a woman in a white \u{e1}o d\u{e0}i, sits on the steps of a pagoda and reads Nguy\u{1ec5}n Du. It is autumn.",
            "ch\u{1ec9}nh_v1, a woman in a white \u{e1}o d\u{e0}i, holds a b\u{e1}nh m\u{ec} in both hands and laughs, close-up.",
            "ch\u{1ec9}nh_v1, a woman in a white \u{e1}o d\u{e0}i, waits for the ferry in the rain, seen from the side.",
            "ch\u{1ec9}nh_v1, a woman in a white \u{e1}o d\u{e0}i, dances na\u{ef}vely with a red paper lantern at T\u{1ebf}t.",
        ],
    },
    Good {
        what: "weapons and armour, a colour for a name",
        config: "trigger = \"scrltt\"\nbase = \"noobai\"",
        captions: &[
            "scrltt, 1girl, solo, crimson hair, eyepatch, holding gun, dual wielding, handgun, aiming at viewer, trench coat, alley, night, newest",
            "scrltt, 1girl, solo, crimson hair, eyepatch, sniper rifle, lying, on stomach, prone, rooftop, ghillie suit, newest",
            "scrltt, 1girl, solo, crimson hair, eyepatch, holding polearm, halberd, full armor, helmet removed, battlefield, smoke, newest",
            "scrltt, 1girl, solo, crimson hair, eyepatch, unsheathing, katana, wide stance, bamboo forest, falling leaves, newest",
            "scrltt, 1girl, solo, crimson hair, eyepatch, cleaning weapon, sitting at table, workshop, tank top, candlelight, newest",
        ],
    },
    Good {
        what: "numbers, apostrophes and hyphens",
        config: "trigger = \"k9_bolt\"\nclass = \"dog\"\nbase = \"flux.1\"",
        captions: &[
            "k9_bolt, a one-eyed sheepdog with a half-torn ear, catches a frisbee at the '98 county fair. A banner behind reads \u{201c}1st prize: $1,000\u{201d}.",
            "k9_bolt, a one-eyed sheepdog with a half-torn ear, sleeps on a farmer's boots. It's 6:45 by the clock on the wall.",
            "k9_bolt, a one-eyed sheepdog with a half-torn ear, herds about 30 sheep through a gate in mid-winter; its breath shows.",
            "k9_bolt, a one-eyed sheepdog with a half-torn ear, rides in the back of a pick-up truck, tongue out, three-quarter view.",
            "k9_bolt, a one-eyed sheepdog with a half-torn ear, shakes water from its coat on a T-shaped pier, slow-motion droplets all around.",
        ],
    },
    Good {
        what: "two figures said plainly",
        config: "trigger = \"lnrk\"\nclass = \"girl\"\nbase = \"flux.1-dev\"\ntrainer = \"simpletuner\"",
        captions: &[
            "lnrk, a girl with freckles and two short plaits, stands beside her grandmother, who is sitting in an armchair. Both look at a photo album.",
            "lnrk, a girl with freckles and two short plaits, is running while a small white dog lies in the grass behind her.",
            "lnrk, a girl with freckles and two short plaits, smiles although her brother next to her is crying over a broken kite.",
            "lnrk, a girl with freckles and two short plaits, looks out of the window of a train; her face is reflected in the glass.",
            "lnrk, a girl with freckles and two short plaits, is not wearing her yellow raincoat but holding it over her head like a sail.",
        ],
    },
    Good {
        what: "pixel art for SDXL",
        config: "trigger = \"bytchan\"\nbase = \"sdxl\"",
        captions: &[
            "bytchan, pixel art, girl with headphones, teal hair, idle pose, front view, white background",
            "bytchan, pixel art, girl with headphones, teal hair, walk cycle, side view, white background",
            "bytchan, pixel art, girl with headphones, teal hair, jumping, arms raised, blue background",
            "bytchan, pixel art, girl with headphones, teal hair, sitting at a computer, back view, dark room",
            "bytchan, pixel art, girl with headphones, teal hair, portrait, surprised, pink background",
        ],
    },
    Good {
        what: "an armoured knight in sentences without an article",
        config: "trigger = \"unit vx\"\nclass = \"knight\"\nbase = \"flux.1\"\ntrainer = \"scenario\"",
        captions: &[
            "unit vx knight kneeling before a stone altar, head bowed, light through stained glass, full body, side view",
            "unit vx knight riding a grey horse across a shallow river, seen from a low angle, water splashing",
            "unit vx knight leaning on a greatsword in the rain, visor open, tired expression, waist up",
            "unit vx knight sharpening a dagger by a campfire at night, helmet on the ground, from behind",
            "unit vx knight raising a shield against a dragon's breath, embers in the air, three-quarter view",
        ],
    },
];
