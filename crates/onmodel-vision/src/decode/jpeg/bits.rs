//! Bits of entropy-coded data, most significant first.

/// A reader of one restart interval. Behind its end it yields zeros and remembers that it did: the
/// last code of a whole interval is followed by no more than a few bits of padding, so whoever
/// needs more than was there has met damage.
pub(super) struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
    /// The next bits, the first of them on top.
    buffer: u64,
    /// How many bits of `buffer` count, invented ones too.
    held: u32,
    /// How many bits were invented.
    invented: u64,
}

impl<'a> Bits<'a> {
    /// A reader of the bytes between two markers.
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, buffer: 0, held: 0, invented: 0 }
    }

    /// Makes sure that at least 32 bits are held: enough for a code (16) and what follows it (15).
    #[inline]
    pub(super) fn refill(&mut self) {
        if self.held >= 32 {
            return;
        }
        match self.bytes.get(self.at..).and_then(<[u8]>::first_chunk) {
            Some(&four) if !has_ff(u32::from_be_bytes(four)) => {
                self.buffer |= u64::from(u32::from_be_bytes(four)) << (32 - self.held);
                self.held += 32;
                self.at += 4;
            }
            _ => self.refill_by_bytes(),
        }
    }

    fn refill_by_bytes(&mut self) {
        while self.held <= 56 {
            let byte = match self.bytes.get(self.at..) {
                // A stuffed zero follows each 0xff of the data; another one fills up to the marker.
                Some([0xff, 0, ..]) => {
                    self.at += 2;
                    0xff
                }
                Some([byte, ..]) if *byte != 0xff => {
                    self.at += 1;
                    *byte
                }
                _ => {
                    self.invented += 8;
                    0
                }
            };
            self.buffer |= u64::from(byte) << (56 - self.held);
            self.held += 8;
        }
    }

    /// The next `count` bits, 1 to 16, which stay where they are. Asked after [`Self::refill`].
    #[inline]
    pub(super) fn peek(&self, count: u32) -> u32 {
        (self.buffer >> (64 - count)) as u32
    }

    /// Passes over `count` bits, at most 32. Asked after [`Self::refill`].
    #[inline]
    pub(super) fn skip(&mut self, count: u32) {
        self.buffer <<= count;
        self.held = self.held.saturating_sub(count);
    }

    /// Passes over any number of bits.
    pub(super) fn skip_many(&mut self, mut count: u32) {
        while count > 0 {
            self.refill();
            let now = count.min(32);
            self.skip(now);
            count -= now;
        }
    }

    /// The next `count` bits, 0 to 16.
    pub(super) fn take(&mut self, count: u32) -> u32 {
        self.refill();
        let value = if count == 0 { 0 } else { self.peek(count) };
        self.skip(count);
        value
    }

    /// Whether more bits were taken than there were.
    #[inline]
    pub(super) fn overdrawn(&self) -> bool {
        self.invented > u64::from(self.held)
    }

    /// Whole bytes not begun to be read; those that fill up to the marker do not count.
    pub(super) fn left(&self) -> usize {
        let held = u64::from(self.held).saturating_sub(self.invented) / 8;
        let filling = self.bytes.iter().rev().take_while(|&&byte| byte == 0xff).count();
        (self.bytes.len() - self.at).saturating_sub(filling) + held as usize
    }
}

/// Whether one of the four bytes is 0xff (Warren, Hacker's Delight, 6-1, on the complement).
#[inline]
fn has_ff(word: u32) -> bool {
    let zero_where_ff = !word;
    zero_where_ff.wrapping_sub(0x0101_0101) & word & 0x8080_8080 != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_come_in_order_without_their_stuffing() {
        let mut bits = Bits::new(&[0b1010_0000, 0xff, 0, 0x12, 0x34, 0x56, 0xff, 0, 0x01]);
        assert_eq!(
            [3, 5, 8, 12, 12, 16].map(|count| bits.take(count)),
            [0b101, 0, 0xff, 0x123, 0x456, 0xff01]
        );
        assert!(!bits.overdrawn());
        assert_eq!((bits.left(), bits.take(1), bits.overdrawn()), (0, 0, true));
    }

    #[test]
    fn what_is_left_is_counted_in_whole_bytes() {
        let mut bits = Bits::new(&[1; 100]);
        bits.skip_many(33);
        assert_eq!((bits.left(), bits.overdrawn()), (95, false));
    }

    #[test]
    fn a_word_holds_the_marker_byte_or_not() {
        for word in [0xff00_0000, 0x00ff_0000, 0x1234_ff00, 0xfe00_01ff, u32::MAX] {
            assert!(has_ff(word), "{word:x}");
        }
        for word in [0, 0xfefe_fefe, 0x0180_7f01, 0x0100_0100] {
            assert!(!has_ff(word), "{word:x}");
        }
    }
}
