package org.tagwright.data;

import java.util.Arrays;

/**
 * A JPEG's Huffman table, laid out for looking up many bits at once. An entry of the table tells
 * for the next {@link #LOOK} bits what they begin with: an int of
 *
 * <pre>
 * bits 0–7    bits used up: of the code, and of the value where it is in the entry
 * bits 8–11   run of zeros before the coefficient
 * bits 12–15  bits of the value that follow, 0 where the value is in the entry
 * bits 16–31  the value, signed
 * </pre>
 *
 * 0 stands for a code longer than {@link #LOOK} bits, or for none.
 */
final class HuffmanTable {
  static final int LOOK = 11;

  private static final int LONGEST = 16;

  final int[] entries = new int[1 << LOOK];

  /** For each length the first code that is too large for it, left-aligned in 16 bits. */
  private final int[] codeLimit = new int[LONGEST + 2];

  private final int[] symbolOffset = new int[LONGEST + 1];
  private final byte[] symbols;

  /**
   * @param content the file
   * @param at where the 16 counts begin; the symbols follow them
   * @param count number of symbols
   */
  HuffmanTable(byte[] content, int at, int count) {
    symbols = Arrays.copyOfRange(content, at + LONGEST, at + LONGEST + count);
    int code = 0;
    int symbol = 0;
    for (int length = 1; length <= LONGEST; length++) {
      symbolOffset[length] = symbol - code;
      for (int i = content[at + length - 1] & 0xFF; i > 0 && symbol < count; i--) {
        if (length <= LOOK) {
          enter(code, length, symbols[symbol] & 0xFF);
        }
        code++;
        symbol++;
      }
      codeLimit[length] = code << (LONGEST - length);
      code <<= 1;
    }
    codeLimit[LONGEST + 1] = Integer.MAX_VALUE;
  }

  private void enter(int code, int length, int symbol) {
    int size = symbol & 15;
    int spare = LOOK - length;
    for (int rest = 0; rest < 1 << spare; rest++) {
      int index = code << spare | rest;
      if (index >= entries.length) {
        return; // more codes than the lengths allow: a damaged file
      }
      int entry = (symbol >> 4) << 8;
      if (size <= spare) {
        int value = size == 0 ? 0 : extend(rest >> (spare - size), size);
        entry |= value << 16 | (length + size);
      } else {
        entry |= size << 12 | length;
      }
      entries[index] = entry;
    }
  }

  /** The number that {@code size} bits stand for: half of them negative. */
  static int extend(int bits, int size) {
    return bits < 1 << (size - 1) ? bits - (1 << size) + 1 : bits;
  }

  /**
   * For codes that {@link #entries} does not have.
   *
   * @param next the next 16 bits
   * @return length of the code &lt;&lt; 8 | symbol; -1 for no code
   */
  int longCode(int next) {
    int length = LOOK + 1;
    while (length <= LONGEST && next >= codeLimit[length]) {
      length++;
    }
    if (length > LONGEST) {
      return -1;
    }
    int symbol = symbolOffset[length] + (next >> (LONGEST - length));
    return symbol < 0 || symbol >= symbols.length ? -1 : length << 8 | (symbols[symbol] & 0xFF);
  }
}
