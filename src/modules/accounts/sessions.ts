import { createHash } from 'node:crypto'

/** What the database keeps of a session's secret: who reads the table cannot take a session over. */
export function hashOfSecret(secret: string): Uint8Array {
  return createHash('sha256').update(`filigrane session ${secret}`).digest()
}

/**
 * A browser and a system, in words: enough for a person to know their own device, too little to track it.
 *
 * @param userAgent  header of the request
 */
export function deviceOf(userAgent: string | undefined): string {
  const browser = firstOf(userAgent, [
    [/Edg\//, 'Edge'],
    [/Firefox\//, 'Firefox'],
    [/Chrome\//, 'Chrome'],
    [/Safari\//, 'Safari'],
  ])
  const system = firstOf(userAgent, [
    [/Android/, 'Android'],
    [/iPhone|iPad/, 'iPhone ou iPad'],
    [/Windows/, 'Windows'],
    [/Mac OS/, 'Mac'],
    [/Linux/, 'Linux'],
  ])
  return [browser ?? 'Navigateur inconnu', system].filter(Boolean).join(' sur ')
}

function firstOf(text: string | undefined, names: readonly (readonly [RegExp, string])[]): string | undefined {
  return names.find(([pattern]) => pattern.test(text ?? ''))?.[1]
}
