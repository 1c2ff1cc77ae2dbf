//! A colour profile that is not sRGB, made by hand.

/// A small ICC v2 display profile with the wide primaries of DCI-P3 and a gamma of 2.2.
///
/// The primaries are P3's, adapted to the profile connection space's D50 white.
pub fn wide_gamut_profile() -> Vec<u8> {
    let tags: Vec<([u8; 4], Vec<u8>)> = vec![
        (*b"desc", description("Wide Gamut")),
        (*b"cprt", text("No copyright, use freely")),
        (*b"wtpt", xyz([0.9642, 1.0, 0.8249])),
        (*b"rXYZ", xyz([0.5151, 0.2412, -0.0011])),
        (*b"gXYZ", xyz([0.2920, 0.6922, 0.0419])),
        (*b"bXYZ", xyz([0.1571, 0.0666, 0.7841])),
        (*b"rTRC", gamma()),
        (*b"gTRC", gamma()),
        (*b"bTRC", gamma()),
    ];
    let mut table = Vec::new();
    let mut data = Vec::new();
    let data_start = 128 + 4 + 12 * tags.len();
    for (name, content) in &tags {
        table.extend_from_slice(name);
        table.extend_from_slice(&((data_start + data.len()) as u32).to_be_bytes());
        table.extend_from_slice(&(content.len() as u32).to_be_bytes());
        data.extend_from_slice(content);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    let mut profile = header((data_start + data.len()) as u32);
    profile.extend_from_slice(&(tags.len() as u32).to_be_bytes());
    profile.extend_from_slice(&table);
    profile.extend_from_slice(&data);
    profile
}

/// The 128 bytes every profile begins with.
fn header(size: u32) -> Vec<u8> {
    let mut header = vec![0; 128];
    header[0..4].copy_from_slice(&size.to_be_bytes());
    header[8..12].copy_from_slice(&[2, 0x40, 0, 0]);
    header[12..24].copy_from_slice(b"mntrRGB XYZ ");
    header[24..36].copy_from_slice(&[7, 232, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]);
    header[36..40].copy_from_slice(b"acsp");
    header[68..80].copy_from_slice(&[0, 0, 0xF6, 0xD6, 0, 1, 0, 0, 0, 0, 0xD3, 0x2D]);
    header
}

fn description(name: &str) -> Vec<u8> {
    let mut tag = b"desc\0\0\0\0".to_vec();
    tag.extend_from_slice(&(name.len() as u32 + 1).to_be_bytes());
    tag.extend_from_slice(name.as_bytes());
    tag.resize(tag.len() + 1 + 8 + 3 + 67, 0); // the terminator, then empty Unicode and Macintosh names
    tag
}

fn text(content: &str) -> Vec<u8> {
    [b"text\0\0\0\0", content.as_bytes(), b"\0"].concat()
}

fn xyz(values: [f64; 3]) -> Vec<u8> {
    let mut tag = b"XYZ \0\0\0\0".to_vec();
    for value in values {
        tag.extend_from_slice(&((value * 65536.0).round() as i32).to_be_bytes());
    }
    tag
}

/// A curve of one value: gamma 2.2 as an unsigned 8.8 fixed-point number.
fn gamma() -> Vec<u8> {
    [&b"curv\0\0\0\0"[..], &1_u32.to_be_bytes(), &[0x02, 0x33]].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_says_its_own_size() {
        let profile = wide_gamut_profile();
        let said = u32::from_be_bytes([profile[0], profile[1], profile[2], profile[3]]);
        assert_eq!(said as usize, profile.len());
    }
}
