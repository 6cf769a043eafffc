import { expect, test } from 'vitest';
import {
  elementSize,
  isStorableType,
  TYPES,
  typeAlignment,
  typeClass,
  typeName,
} from '../../../native-free-parsers/header/types.ts';

test('every type has the size, alignment and class rpm gives it', () => {
  const rows = Object.values(TYPES).map((type) => [
    typeName(type),
    elementSize(type),
    typeAlignment(type),
    typeClass(type),
  ]);
  expect(rows).toEqual([
    ['NULL', 0, 1, 'null'],
    ['CHAR', 1, 1, 'numeric'],
    ['INT8', 1, 1, 'numeric'],
    ['INT16', 2, 2, 'numeric'],
    ['INT32', 4, 4, 'numeric'],
    ['INT64', 8, 8, 'numeric'],
    ['STRING', undefined, 1, 'string'],
    ['BIN', 1, 1, 'binary'],
    ['STRING_ARRAY', undefined, 1, 'string'],
    ['I18NSTRING', undefined, 1, 'string'],
  ]);
});

test.each([-1, 10, 255, 0xffffffff])('number %d is no type', (type) => {
  expect(typeName(type)).toBeUndefined();
  expect(elementSize(type)).toBeUndefined();
  expect(typeAlignment(type)).toBe(1);
  expect(typeClass(type)).toBe('null');
  expect(isStorableType(type)).toBe(false);
});

test('all types but NULL may be stored', () => {
  const storable = Object.values(TYPES).filter(isStorableType);
  expect(storable).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
});
