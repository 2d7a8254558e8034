import { done, type Result, refuse } from '#kernel/result'
import type { DomainPace } from '#platform/mail'

type Faults = Readonly<Record<string, string>>

/** Reads the form of a pace; each fault beside its field. */
export function readPace(fields: Readonly<Record<string, string>>): Result<DomainPace, Faults> {
  const domain = (fields.domaine ?? '').trim().toLowerCase() || '*'
  const [perMinute, atOnce] = [readWhole(fields.minute, 100_000), readWhole(fields.ensemble, 50)]
  const faults = {
    ...(domain !== '*' && !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain)
      ? { domaine: 'Écrivez ce qui suit le signe @, comme exemple.fr. Laissez vide pour tous les autres.' }
      : {}),
    ...(perMinute === undefined ? { minute: 'Écrivez un nombre entre 1 et 100 000.' } : {}),
    ...(atOnce === undefined ? { ensemble: 'Écrivez un nombre entre 1 et 50.' } : {}),
  }
  if (perMinute === undefined || atOnce === undefined || Object.keys(faults).length > 0) return refuse(faults)
  return done({ domain, perMinute, atOnce })
}

function readWhole(text: string | undefined, most: number): number | undefined {
  const digits = (text ?? '').replaceAll(/\s/g, '')
  const value = /^\d{1,6}$/.test(digits) ? Number(digits) : 0
  return value >= 1 && value <= most ? value : undefined
}
