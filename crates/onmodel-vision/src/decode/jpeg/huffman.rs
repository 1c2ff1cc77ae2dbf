//! Huffman tables as a JPEG's DHT segments carry them (ITU-T T.81, annexes B and C).

use super::bits::Bits;

/// Codes up to this length are looked up at once; they are nearly all that occur.
const FAST_BITS: u32 = 10;

/// The longest code.
const LONGEST: usize = 16;

/// The step of a code behind which a block has only zeros: longer than any block.
pub(super) const TO_THE_END: u8 = 64;

/// How far a coefficient's symbol goes on in a sequential block: past its run of zeros and itself.
fn step(symbol: u8) -> u8 {
    match (symbol >> 4, symbol & 15) {
        (run, 0) if run < 15 => TO_THE_END,
        (run, _) => run + 1,
    }
}

/// One table.
#[derive(Clone)]
pub(super) struct Table {
    /// By the next [`FAST_BITS`] bits: the code's length above its symbol; 0 where it is longer.
    fast: Vec<u16>,
    /// By the next [`FAST_BITS`] bits, read as the code of a coefficient: the bits it takes with its
    /// value above how far it goes on in the block; 0 where the code is longer.
    steps: Vec<u16>,
    /// By length: the first 16-bit prefix behind the codes of that length.
    ends: [u32; LONGEST + 1],
    /// By length: the number of the first symbol of that length, less its code.
    shifts: [i64; LONGEST + 1],
    symbols: Vec<u8>,
}

impl Table {
    /// The table with `counts[n]` codes of `n + 1` bits for these symbols in order. `None` where
    /// there are more codes than their lengths allow.
    fn new(counts: &[u8; LONGEST], symbols: &[u8]) -> Option<Self> {
        let mut table = Self {
            fast: vec![0; 1 << FAST_BITS],
            steps: vec![0; 1 << FAST_BITS],
            ends: [0; LONGEST + 1],
            shifts: [0; LONGEST + 1],
            symbols: symbols.to_vec(),
        };
        let (mut code, mut first) = (0_u32, 0_u32);
        // Lengths run to 16, for which both lists have a place.
        for (length, &count) in (1..).zip(counts) {
            let next = first + u32::from(count);
            table.shifts[length] = i64::from(first) - i64::from(code);
            for &symbol in symbols.get(first as usize..next as usize)? {
                table.set_fast(code, length as u32, symbol);
                code += 1;
            }
            if code > 1 << length {
                return None;
            }
            table.ends[length] = code << (LONGEST - length);
            (code, first) = (code << 1, next);
        }
        Some(table)
    }

    fn set_fast(&mut self, code: u32, length: u32, symbol: u8) {
        if length > FAST_BITS {
            return;
        }
        let free = FAST_BITS - length;
        let places = (code << free) as usize..((code + 1) << free) as usize;
        // A code that does not fit its length lies outside; the table is refused for it.
        if let Some(places) = self.fast.get_mut(places.clone()) {
            places.fill((length as u16) << 8 | u16::from(symbol));
        }
        if let Some(places) = self.steps.get_mut(places) {
            let taken = length as u16 + u16::from(symbol & 15);
            places.fill(taken << 8 | u16::from(step(symbol)));
        }
    }

    /// The next symbol, its code passed over; `None` for bits that are no code. Leaves at least 16
    /// bits held.
    #[inline]
    pub(super) fn symbol(&self, bits: &mut Bits<'_>) -> Option<u8> {
        bits.refill();
        match self.fast.get(bits.peek(FAST_BITS) as usize) {
            Some(&found) if found != 0 => {
                bits.skip(u32::from(found >> 8));
                Some(found as u8)
            }
            _ => self.long_symbol(bits),
        }
    }

    /// Passes over the next coefficient's code and value, and tells how far that goes on in the
    /// block: [`TO_THE_END`] where the rest of it is zero. `None` for bits that are no code.
    #[inline]
    pub(super) fn step(&self, bits: &mut Bits<'_>) -> Option<u8> {
        bits.refill();
        match self.steps.get(bits.peek(FAST_BITS) as usize) {
            Some(&found) if found != 0 => {
                bits.skip(u32::from(found >> 8));
                Some(found as u8)
            }
            _ => {
                let symbol = self.long_symbol(bits)?;
                bits.skip(u32::from(symbol & 15));
                Some(step(symbol))
            }
        }
    }

    fn long_symbol(&self, bits: &mut Bits<'_>) -> Option<u8> {
        let prefix = bits.peek(LONGEST as u32);
        // Both lists have a place for each length.
        let length = (1..=LONGEST).find(|&length| prefix < self.ends[length])?;
        let code = i64::from(prefix >> (LONGEST - length));
        bits.skip(length as u32);
        self.symbols.get(usize::try_from(code + self.shifts[length]).ok()?).copied()
    }
}

/// The tables in force: those of a later segment take the place of earlier ones.
#[derive(Clone, Default)]
pub(super) struct Tables {
    dc: [Option<Table>; 4],
    ac: [Option<Table>; 4],
}

impl Tables {
    /// Takes in a DHT segment. `None` where it is malformed.
    pub(super) fn define(&mut self, mut data: &[u8]) -> Option<()> {
        while let Some((&name, rest)) = data.split_first() {
            let (counts, rest) = rest.split_first_chunk::<LONGEST>()?;
            let length = counts.iter().map(|&count| usize::from(count)).sum();
            let (symbols, rest) = rest.split_at_checked(length)?;
            let class = if name >> 4 == 0 { &mut self.dc } else { &mut self.ac };
            *class.get_mut(usize::from(name & 15))? = Some(Table::new(counts, symbols)?);
            data = rest;
        }
        Some(())
    }

    /// The table of this number for DC differences.
    pub(super) fn dc(&self, number: u8) -> Option<&Table> {
        self.dc.get(usize::from(number))?.as_ref()
    }

    /// The table of this number for AC coefficients.
    pub(super) fn ac(&self, number: u8) -> Option<&Table> {
        self.ac.get(usize::from(number))?.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_short_and_long_are_read_back() {
        // 0, 10, 110, … : one code of each length, so that the last is fifteen ones and a zero.
        let symbols: Vec<u8> = (1..=16).collect();
        let table = Table::new(&[1; 16], &symbols).unwrap();
        let written = [0b0101_1011, 0b1011_1111, 0xff, 0, 0x80];
        let mut bits = Bits::new(&written);
        let read: Vec<_> = (0..4).map(|_| table.symbol(&mut bits)).collect();
        assert_eq!(read, [Some(1), Some(2), Some(3), Some(4)]);
        assert_eq!(table.symbol(&mut bits), Some(16), "long after {read:?}");
        assert_eq!(table.symbol(&mut Bits::new(&[0xff, 0, 0xff, 0])), None, "sixteen ones");
    }

    #[test]
    fn a_table_of_too_many_codes_is_refused() {
        let mut counts = [0; 16];
        counts[0] = 3;
        assert!(Table::new(&counts, &[1, 2, 3]).is_none());
        counts[0] = 2;
        assert!(Table::new(&counts, &[1, 2]).is_some());
        assert!(Table::new(&counts, &[1]).is_none());
    }
}
