//! A room: a window with evening sky, shelves with books, a lamp and a rug.

use super::{Scatter, block, sheet};
use crate::colour::Colour;
use crate::geometry::pt;
use crate::path::Path;
use crate::svg::Svg;

pub(super) fn draw(svg: &mut Svg) {
    sheet(svg, 0.0, 720.0, Colour(226, 206, 184));
    sheet(svg, 520.0, 720.0, Colour(206, 178, 156));
    sheet(svg, 512.0, 522.0, Colour(186, 152, 132));
    sheet(svg, 706.0, 724.0, Colour(166, 128, 112));
    sheet(svg, 724.0, 1000.0, Colour(182, 136, 106));
    for i in 0..8 {
        let y = 740.0 + f64::from(i * i) * 9.0;
        sheet(svg, y, y + 3.0, Colour(164, 118, 94));
    }
    svg.fill(&Path::ellipse(pt(500.0, 920.0), 430.0, 92.0), Colour(150, 84, 88));
    svg.fill(&Path::ellipse(pt(500.0, 918.0), 396.0, 78.0), Colour(196, 120, 106));
    svg.fill(&Path::ellipse(pt(500.0, 916.0), 300.0, 54.0), Colour(212, 148, 122));
    window(svg);
    shelves(svg);
    plant(svg);
    picture(svg);
}

fn window(svg: &mut Svg) {
    block(svg, 90.0, 110.0, 250.0, 330.0, Colour(246, 238, 224));
    svg.gradient(pt(108.0, 128.0), pt(214.0, 294.0), Colour(132, 190, 230), Colour(234, 240, 226));
    svg.fill(&Path::ellipse(pt(170.0, 396.0), 60.0, 40.0), Colour(124, 176, 128));
    svg.fill(&Path::ellipse(pt(276.0, 390.0), 46.0, 50.0), Colour(102, 156, 118));
    block(svg, 90.0, 420.0, 250.0, 20.0, Colour(246, 238, 224));
    block(svg, 208.0, 120.0, 14.0, 310.0, Colour(246, 238, 224));
    block(svg, 100.0, 262.0, 230.0, 12.0, Colour(246, 238, 224));
    block(svg, 74.0, 438.0, 282.0, 18.0, Colour(232, 216, 198));
    for (x, lean) in [(50.0, 26.0), (330.0, -26.0)] {
        let drape = [
            pt(x, 84.0),
            pt(x + 54.0, 84.0),
            pt(x + 40.0 + lean, 490.0),
            pt(x + 8.0 - lean.min(0.0) * 0.2, 490.0),
        ];
        svg.fill(&Path::polygon(&drape), Colour(202, 108, 98));
        let fold = [
            pt(x + 30.0, 84.0),
            pt(x + 46.0, 84.0),
            pt(x + 34.0 + lean, 490.0),
            pt(x + 22.0 + lean * 0.5, 490.0),
        ];
        svg.fill(&Path::polygon(&fold), Colour(176, 88, 88));
    }
    block(svg, 36.0, 74.0, 364.0, 12.0, Colour(140, 98, 84));
}

fn shelves(svg: &mut Svg) {
    let (wood, dark) = (Colour(150, 104, 82), Colour(122, 82, 72));
    block(svg, 660.0, 150.0, 290.0, 560.0, wood);
    let mut scatter = Scatter(11);
    let spines = [
        Colour(92, 132, 156),
        Colour(196, 104, 92),
        Colour(220, 180, 112),
        Colour(112, 148, 118),
        Colour(142, 108, 140),
        Colour(226, 212, 190),
    ];
    for row in 0..4 {
        let floor = 290.0 + f64::from(row) * 134.0;
        block(svg, 674.0, floor - 120.0, 262.0, 120.0, dark);
        let mut x = 680.0;
        while x < 900.0 {
            let (wide, tall) = (scatter.next(14.0, 28.0), scatter.next(70.0, 104.0));
            let pick = scatter.next(0.0, spines.len() as f64) as usize;
            if scatter.next(0.0, 1.0) > 0.14 {
                block(svg, x, floor - tall, wide, tall, spines[pick.min(spines.len() - 1)]);
                block(svg, x, floor - tall * 0.8, wide, 6.0, Colour(240, 226, 200));
            }
            x += wide + 2.0;
        }
    }
}

fn plant(svg: &mut Svg) {
    let pot = [pt(565.0, 640.0), pt(635.0, 640.0), pt(625.0, 716.0), pt(575.0, 716.0)];
    for (lean, tall) in [(-70.0, 90.0), (-34.0, 140.0), (0.0, 170.0), (36.0, 136.0), (72.0, 86.0)] {
        let leaf = Path::tapered(
            pt(600.0, 646.0),
            pt(600.0 + lean * 0.35, 640.0 - tall * 0.6),
            pt(600.0 + lean, 640.0 - tall),
            26.0,
        );
        svg.fill(&leaf, if lean < 0.0 { Colour(108, 160, 112) } else { Colour(82, 134, 102) });
    }
    svg.fill(&Path::polygon(&pot), Colour(206, 126, 96));
    block(svg, 559.0, 632.0, 82.0, 16.0, Colour(220, 146, 112));
}

fn picture(svg: &mut Svg) {
    block(svg, 440.0, 170.0, 160.0, 120.0, Colour(140, 98, 84));
    block(svg, 450.0, 180.0, 140.0, 100.0, Colour(196, 222, 226));
    let hills = [
        pt(450.0, 280.0),
        pt(450.0, 246.0),
        pt(496.0, 208.0),
        pt(530.0, 244.0),
        pt(556.0, 222.0),
        pt(590.0, 252.0),
        pt(590.0, 280.0),
    ];
    svg.fill(&Path::polygon(&hills), Colour(122, 158, 138));
}
