//! Captions in other languages than English.

use super::Good;

pub(super) const SETS: [Good; 8] = [
    Good {
        what: "French sentences and fragments",
        config: "trigger = \"krstl\"\nclass = \"femme\"\nbase = \"flux.1\"",
        captions: &[
            "krstl, une femme aux cheveux roux, debout sur un quai de gare, regarde l'objectif. Elle porte un manteau bleu.",
            "krstl, une femme aux cheveux roux, assise à la terrasse d'un café, boit un thé. Elle sourit légèrement.",
            "krstl, une femme aux cheveux roux, court dans une ruelle sous la pluie, vue de dos.",
            "Gros plan de krstl, une femme aux cheveux roux, l'air étonné, fond uni gris.",
            "krstl, une femme aux cheveux roux, allongée dans l'herbe, les yeux fermés, vue d'en haut.",
            "krstl, une femme aux cheveux roux, danse sur scène, les bras levés ; lumière chaude, contre-plongée.",
        ],
    },
    Good {
        what: "German",
        config: "trigger = \"brnd_k\"\nclass = \"Ritter\"\nbase = \"qwen-image\"",
        captions: &[
            "brnd_k, ein alter Ritter mit grauem Bart, steht auf einer Brücke und stützt sich auf sein Schwert.",
            "brnd_k, ein alter Ritter mit grauem Bart, sitzt am Feuer und isst ein Stück Brot, Nacht, warmes Licht.",
            "brnd_k, ein alter Ritter mit grauem Bart, reitet durch einen Fluss, Seitenansicht, Nebel.",
            "brnd_k, ein alter Ritter mit grauem Bart, Nahaufnahme, er lacht mit geschlossenen Augen.",
            "brnd_k, ein alter Ritter mit grauem Bart, von hinten gesehen, geht auf ein Burgtor zu.",
        ],
    },
    Good {
        what: "Spanish",
        config: "trigger = \"krstl\"\nclass = \"mujer\"\nbase = \"flux.1\"",
        captions: &[
            "krstl, una mujer pelirroja, está de pie en un andén y mira a la cámara con expresión seria.",
            "krstl, una mujer pelirroja, sentada en una cafetería, sonríe y sostiene una taza.",
            "krstl, una mujer pelirroja, corre por un callejón bajo la lluvia, vista de espaldas.",
            "Primer plano de krstl, una mujer pelirroja, con cara de sorpresa, fondo gris liso.",
            "krstl, una mujer pelirroja, tumbada en la hierba con los ojos cerrados, vista desde arriba.",
        ],
    },
    Good {
        what: "Japanese sentences",
        config: "trigger = \"krstl\"\nbase = \"qwen-image\"",
        captions: &[
            "krstl、赤い髪の女性が駅のホームに立っている。青いコートを着て、こちらを見ている。",
            "krstl、赤い髪の女性がカフェの席に座り、お茶を飲んでいる。微笑んでいる。",
            "krstl、赤い髪の女性が雨の路地を走っている。後ろ姿。",
            "krstl、赤い髪の女性の顔のアップ。驚いた表情、灰色の背景。",
            "krstl、赤い髪の女性が草の上に横たわり、目を閉じている。真上から。",
            "krstl、赤い髪の女性が舞台で踊っている。両腕を上げて、暖かい光。",
        ],
    },
    Good {
        what: "Japanese tags",
        config: "trigger = \"りんか\"\nbase = \"illustrious\"",
        captions: &[
            "りんか, 女の子, 黒髪, 制服, 立っている, 笑顔, 教室",
            "りんか, 女の子, 黒髪, 制服, 座っている, 読書, 図書館",
            "りんか, 女の子, 黒髪, 私服, 走っている, 公園, 横顔",
            "りんか, 女の子, 黒髪, 浴衣, 花火, 夜, 後ろ姿",
            "りんか, 女の子, 黒髪, 制服, アップ, 泣いている, 雨",
        ],
    },
    Good {
        what: "Chinese sentences",
        config: "trigger = \"krstl\"\nbase = \"z-image\"",
        captions: &[
            "krstl，一位红发女子站在火车站台上，穿着蓝色外套，看着镜头。",
            "krstl，一位红发女子坐在咖啡馆里喝茶，微微一笑。",
            "krstl，一位红发女子在雨中的小巷里奔跑，背影。",
            "krstl，红发女子的面部特写，表情惊讶，灰色背景。",
            "krstl，一位红发女子躺在草地上，闭着眼睛，俯视。",
            "krstl，一位红发女子在舞台上跳舞，双臂举起，暖色灯光。",
        ],
    },
    Good {
        what: "Chinese tags",
        config: "trigger = \"krstl\"\nbase = \"sdxl\"",
        captions: &[
            "krstl, 红发, 绿眼睛, 蓝色外套, 站立, 微笑, 火车站",
            "krstl, 红发, 绿眼睛, 蓝色外套, 坐着, 咖啡馆, 侧面",
            "krstl, 红发, 绿眼睛, 蓝色外套, 奔跑, 雨, 背影",
            "krstl, 红发, 绿眼睛, 蓝色外套, 特写, 惊讶, 灰色背景",
            "krstl, 红发, 绿眼睛, 蓝色外套, 躺着, 闭眼, 草地",
        ],
    },
    Good {
        what: "Korean",
        config: "trigger = \"krstl\"\nbase = \"qwen-image\"",
        captions: &[
            "krstl, 빨간 머리 여자, 역 승강장에 서 있음, 파란 코트, 정면",
            "krstl, 빨간 머리 여자, 카페에 앉아 차를 마심, 미소, 측면",
            "krstl, 빨간 머리 여자, 빗속 골목을 달림, 뒷모습",
            "krstl, 빨간 머리 여자, 얼굴 클로즈업, 놀란 표정, 회색 배경",
            "krstl, 빨간 머리 여자, 풀밭에 누워 있음, 눈을 감음, 위에서",
        ],
    },
];
