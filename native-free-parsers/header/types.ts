/**
 * The data types of header entries: numbers, element sizes, alignment, classes.
 *
 * Policy: facts only, no bytes are read. A type number comes from a file and may be anything; every
 * function here takes any number. Source: rpm include/rpm/rpmtag.h (rpmTagType_e) and lib/header.c
 * (typeSizes, typeAlign).
 */

/** Type names as rpm spells them (without RPM_ and _TYPE), and the numbers an index entry holds. */
export const TYPES = {
  NULL: 0,
  CHAR: 1,
  INT8: 2,
  INT16: 3,
  INT32: 4,
  INT64: 5,
  STRING: 6,
  BIN: 7,
  STRING_ARRAY: 8,
  I18NSTRING: 9,
} as const;

export type TypeName = keyof typeof TYPES;

/** What kind of value a type holds: rpm's rpmTagClass. */
export type TypeClass = 'null' | 'numeric' | 'string' | 'binary';

interface TypeTraits {
  readonly name: TypeName;
  /** Bytes of one element; undefined where elements end with a NUL instead. */
  readonly size: number | undefined;
  readonly typeClass: TypeClass;
}

/** Indexed by type number. */
const TRAITS: readonly TypeTraits[] = [
  { name: 'NULL', size: 0, typeClass: 'null' },
  { name: 'CHAR', size: 1, typeClass: 'numeric' },
  { name: 'INT8', size: 1, typeClass: 'numeric' },
  { name: 'INT16', size: 2, typeClass: 'numeric' },
  { name: 'INT32', size: 4, typeClass: 'numeric' },
  { name: 'INT64', size: 8, typeClass: 'numeric' },
  { name: 'STRING', size: undefined, typeClass: 'string' },
  { name: 'BIN', size: 1, typeClass: 'binary' },
  { name: 'STRING_ARRAY', size: undefined, typeClass: 'string' },
  { name: 'I18NSTRING', size: undefined, typeClass: 'string' },
];

/** Whether an index entry may have this type: CHAR (1) to I18NSTRING (9); NULL is never stored. */
export function isStorableType(type: number): boolean {
  return Number.isInteger(type) && type >= TYPES.CHAR && type <= TYPES.I18NSTRING;
}

/** The name of a type number, or undefined above I18NSTRING (9). */
export function typeName(type: number): TypeName | undefined {
  return TRAITS[type]?.name;
}

/** Bytes of one element in the store; undefined for the string class and unknown types. */
export function elementSize(type: number): number | undefined {
  return TRAITS[type]?.size;
}

/** What an entry's offset in the store must be a multiple of: 2, 4 and 8 for the wide integers, else 1. */
export function typeAlignment(type: number): 1 | 2 | 4 | 8 {
  switch (type) {
    case TYPES.INT16:
      return 2;
    case TYPES.INT32:
      return 4;
    case TYPES.INT64:
      return 8;
    default:
      return 1;
  }
}

/** The class of a type number; 'null' for unknown types, as in rpm. */
export function typeClass(type: number): TypeClass {
  return TRAITS[type]?.typeClass ?? 'null';
}
