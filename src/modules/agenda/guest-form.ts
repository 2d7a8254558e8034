import { done, type Result, refuse } from '#kernel/result'
import type { GuestFault } from './sentences.ts'

/** Who comes, as it was typed. */
export type Guest = {
  readonly name: string
  readonly email: string | null
  readonly telephone: string | null
  /** What they need to take part; null: nothing said. */
  readonly need: string | null
}

export type GuestFaults = Readonly<Record<string, GuestFault>>

/** Reads `nom`, `email`, `telephone` and `besoin`; every fault at once, by the name of its field. */
export function decideGuest(fields: Readonly<Record<string, string>>): Result<Guest, GuestFaults> {
  const [name, email, telephone] = ['nom', 'email', 'telephone'].map((each) => oneLine(fields[each] ?? '')) as [
    string,
    string,
    string,
  ]
  const need = (fields.besoin ?? '').replace(/\r\n?/g, '\n').trim()
  const faults: Record<string, GuestFault> = {}
  if (name === '') faults.nom = 'name-missing'
  if (name.length > 120) faults.nom = 'name-too-long'
  if (email !== '' && !/^[^\s@,;<>]{1,64}@[^\s@,;<>]+\.[^\s@,;<>.]{2,}$/.test(email.slice(0, 255))) {
    faults.email = 'email-unreadable'
  }
  if (telephone !== '' && !/^\+?[\d\s.()-]{6,30}$/.test(telephone)) faults.telephone = 'telephone-unreadable'
  if (need.length > 500) faults.besoin = 'need-too-long'
  if (Object.keys(faults).length > 0) return refuse(faults)
  return done({ name, email: email.toLowerCase() || null, telephone: telephone || null, need: need || null })
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()
}
