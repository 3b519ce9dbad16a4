import { describe, expect, test } from '@jest/globals';
import { actOnBehalf, privilegesOf } from '../../../src/sandbox/dataverse/security/roles.ts';

describe('Security roles', () => {
  test('add up: the furthest reach of each privilege counts', () => {
    const both = privilegesOf(['Limited', 'Salesperson']);
    expect(both.get('prvReadContact')).toBe(4);
    expect(both.get('prvWriteContact')).toBe(2);
  });

  test('of a limited user give own rows to read and nothing to make', () => {
    const limited = privilegesOf(['Limited']);
    expect(limited.get('prvReadActivity')).toBe(1);
    expect(limited.has('prvCreateActivity')).toBe(false);
    expect(limited.has('prvAppendToAccount')).toBe(false);
  });

  test("let only administrators and Regarding's application act for others", () => {
    const may = (role: string) => privilegesOf([role]).has(actOnBehalf);
    expect(may('System Administrator')).toBe(true);
    expect(may('Regarding Service')).toBe(true);
    expect(may('Salesperson')).toBe(false);
    expect(may('Customer Service Representative')).toBe(false);
  });

  test('that do not exist give nothing', () => {
    expect(privilegesOf(['Emperor']).size).toBe(0);
  });
});
