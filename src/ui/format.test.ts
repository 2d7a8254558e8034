import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  formatAmount,
  formatBytes,
  formatCount,
  formatDay,
  formatDecimal,
  formatInstant,
  formatInteger,
  formatPeriod,
  formatRatio,
  formatShare,
} from './format.tsx'

// Spaces are told apart: ‿ is the narrow no-break space, ␣ the no-break space.
function seen(text: string): string {
  return text.replaceAll('\u202f', '‿').replaceAll('\u00a0', '␣')
}

describe('numbers', () => {
  test.each([
    [0n, '0'],
    [999n, '999'],
    [1000n, '1‿000'],
    [1234567n, '1‿234‿567'],
    [-12345n, '−12‿345'],
  ])('%s is written %s', (value, written) => expect(seen(formatInteger(value))).toBe(written))

  test.each([
    [123456789n, 2, 0, '1‿234‿567,89'],
    [100n, 2, 0, '1'],
    [100n, 2, 2, '1,00'],
    [5n, 2, 0, '0,05'],
    [-5n, 1, 2, '−0,50'],
    [12345n, 3, 2, '12,345'],
  ])('%s with %s decimals, at least %s shown, is written %s', (units, decimals, minimum, written) =>
    expect(seen(formatDecimal(units, decimals, minimum))).toBe(written),
  )

  test('nothing is lost: what is written reads back as the exact number', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.nat(9), fc.nat(4), (units, decimals, minimum) => {
        const written = formatDecimal(units, decimals, minimum).replaceAll('\u202f', '').replace('−', '-')
        const [whole = '', fraction = ''] = written.split(',')
        expect(BigInt(whole.concat(fraction.padEnd(decimals, '0').slice(0, Math.max(decimals, 0))))).toBe(units)
      }),
    )
  })

  test('a share is rounded half up, exactly', () => {
    expect(seen(formatShare(987, 1000))).toBe('98,7‿%')
    expect(seen(formatShare(1, 2))).toBe('50‿%')
    expect(seen(formatShare(269, 1494))).toBe('18,0‿%')
    expect(seen(formatShare(1, 3, 2))).toBe('33,33‿%')
    expect(seen(formatShare(5, 10_000))).toBe('0,1‿%')
    expect(seen(formatShare(10n ** 30n, 10n ** 30n, 0))).toBe('100‿%')
    expect(formatRatio(-1n, 2n, 0)).toBe('−1')
  })

  test('counts agree in the French way: plural from two', () => {
    expect([0, 1, 2, 1500].map((count) => seen(formatCount(count, 'projet', 'projets')))).toEqual([
      '0␣projet',
      '1␣projet',
      '2␣projets',
      '1‿500␣projets',
    ])
  })

  test('a file weighs what a French reader expects', () => {
    expect([640, 12_430, 29_000, 3_060_000].map((bytes) => seen(formatBytes(bytes)))).toEqual([
      '640␣octets',
      '12,4␣ko',
      '29␣ko',
      '3,1␣Mo',
    ])
  })
})

describe('money', () => {
  test.each([
    [{ units: 123456789n, decimals: 2, currency: 'EUR' }, '1‿234‿567,89␣€'],
    [{ units: 100000000n, decimals: 2, currency: 'EUR' }, '1‿000‿000␣€'],
    [{ units: 1000000n, decimals: 0, currency: 'PLN' }, '1‿000‿000␣PLN'],
    [{ units: 125n, decimals: 1, currency: 'PLN' }, '12,50␣PLN'],
    [{ units: 12n, decimals: 0 }, '12'],
  ])('%o is written %s', (amount, written) => expect(seen(formatAmount(amount))).toBe(written))

  test('a column of money keeps its cents', () => {
    expect(seen(formatAmount({ units: 500n, decimals: 2, currency: 'EUR' }, 'always'))).toBe('5,00␣€')
  })
})

describe('dates', () => {
  test.each([
    ['2023-09-12', '12␣septembre 2023'],
    ['2024-04-01', '1er␣avril 2024'],
    ['2022', '2022'],
    ['2023-13-01', '2023-13-01'],
  ])('%s is read « %s »', (day, written) => expect(seen(formatDay(day))).toBe(written))

  test.each([
    ['2023-04-03', '2023-04-21', 'du 3 au 21␣avril 2023'],
    ['2023-03-28', '2023-04-01', 'du 28␣mars au 1er␣avril 2023'],
    ['2022-12-30', '2023-01-02', 'du 30␣décembre 2022 au 2␣janvier 2023'],
    ['2023-05-04', '2023-05-04', 'le 4␣mai 2023'],
  ])('from %s to %s is read « %s »', (from, to, written) => expect(seen(formatPeriod(from, to))).toBe(written))

  test('an instant is read on a clock in France, summer and winter', () => {
    expect(seen(formatInstant(new Date('2023-07-14T22:05:00Z')))).toBe('15␣juillet 2023 à 0␣h␣05')
    expect(seen(formatInstant(new Date('2023-12-31T17:30:00Z')))).toBe('31␣décembre 2023 à 18␣h␣30')
  })
})
