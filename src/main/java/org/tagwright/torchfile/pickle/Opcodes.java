package org.tagwright.torchfile.pickle;

/**
 * The operations of Python's pickle machine that a state dict may use, with the names and codes of
 * Python's {@code pickletools}.
 */
public final class Opcodes {
  public static final int MARK = '(';
  static final int STOP = '.';
  public static final int NONE = 'N';
  static final int BININT = 'J';
  static final int BININT1 = 'K';
  static final int BININT2 = 'M';
  static final int BINFLOAT = 'G';
  static final int BINSTRING = 'T';
  public static final int SHORT_BINSTRING = 'U';
  static final int BINUNICODE = 'X';
  static final int BINBYTES = 'B';
  static final int SHORT_BINBYTES = 'C';
  public static final int EMPTY_LIST = ']';
  public static final int APPEND = 'a';
  public static final int APPENDS = 'e';
  public static final int EMPTY_DICT = '}';
  public static final int SETITEM = 's';
  static final int SETITEMS = 'u';
  public static final int EMPTY_TUPLE = ')';
  public static final int TUPLE = 't';
  static final int GLOBAL = 'c';
  public static final int REDUCE = 'R';
  public static final int BUILD = 'b';
  public static final int BINPERSID = 'Q';
  public static final int BINGET = 'h';
  static final int LONG_BINGET = 'j';
  public static final int BINPUT = 'q';
  static final int LONG_BINPUT = 'r';

  // Since protocol 2.
  static final int PROTO = 0x80;
  static final int NEWOBJ = 0x81;
  public static final int TUPLE1 = 0x85;
  public static final int TUPLE2 = 0x86;
  static final int TUPLE3 = 0x87;
  static final int NEWTRUE = 0x88;
  static final int NEWFALSE = 0x89;
  public static final int LONG1 = 0x8a;
  static final int LONG4 = 0x8b;

  // Since protocol 4.
  static final int SHORT_BINUNICODE = 0x8c;
  public static final int BINUNICODE8 = 0x8d;
  static final int EMPTY_SET = 0x8f;
  static final int ADDITEMS = 0x90;
  public static final int STACK_GLOBAL = 0x93;
  public static final int MEMOIZE = 0x94;
  static final int FRAME = 0x95;

  private Opcodes() {}
}
