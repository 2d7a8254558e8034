import { pickCommune, readAtlas } from '#modules/territory'
import type { Context } from '#platform/context'
import type { CommuneChoice } from '#ui/commune-field'
import { DATE_SENTENCES, dateBoxes, dateValues, readDateField } from '#ui/date-field'
import type { FormState } from '#ui/form'
import { daysOf, decideEvent, fieldsOf } from '../event-form.ts'
import type { AgendaEvent, EventDraft } from '../model.ts'
import { EVENT_SENTENCES } from '../sentences.ts'

type Fields = Readonly<Record<string, string>>

/** What a form of an event gives: the event, or the same form with its errors and the communes that may be meant. */
export type ReadEvent =
  | { readonly ok: true; readonly draft: EventDraft }
  | { readonly ok: false; readonly state: FormState; readonly choices: readonly CommuneChoice[] }

/** Reads the form: days in their boxes, the commune, then the rest; every fault at once. */
export async function readEvent(context: Context, fields: Fields): Promise<ReadEvent> {
  const errors: Record<string, string> = {}
  const understood = {
    day: readDay(fields, 'jour', errors, true),
    lastDay: readDay(fields, 'dernier', errors, false),
    closingDay: readDay(fields, 'dernier-inscription', errors, false),
    communeCode: null as string | null,
  }
  const commune = await readPlace(context, fields)
  if (commune.error !== undefined) errors.commune = commune.error
  const decision = decideEvent(fields, { ...understood, communeCode: commune.code })
  if (decision.ok && Object.keys(errors).length === 0) return { ok: true, draft: decision.value }
  if (!decision.ok) {
    for (const [name, fault] of Object.entries(decision.refusal)) errors[name] = EVENT_SENTENCES[fault]
  }
  return { ok: false, state: { values: fields, errors }, choices: commune.choices }
}

/** The form as it stands for an event that exists. */
export async function stateOf(context: Context, event: AgendaEvent): Promise<FormState> {
  const { day, lastDay, closingDay } = daysOf(event)
  const values = {
    ...fieldsOf(event),
    ...dateValues('jour', day),
    ...(lastDay === undefined ? {} : dateValues('dernier', lastDay)),
    ...(closingDay === undefined ? {} : dateValues('dernier-inscription', closingDay)),
    commune: await nameOf(context, event.communeCode),
  }
  return { values, errors: {} }
}

function readDay(fields: Fields, name: string, errors: Record<string, string>, needed: boolean): string | undefined {
  const { day, month, year } = dateBoxes(fields, name)
  if (!needed && `${day}${month}${year}`.trim() === '') return undefined
  const read = readDateField(fields, name, { earliest: '2000-01-01', latest: '2099-12-31' })
  if (read.ok) return read.value
  errors[name] = DATE_SENTENCES[read.refusal]
  return undefined
}

type Place = {
  readonly code: string | null
  readonly error?: string | undefined
  readonly choices: readonly CommuneChoice[]
}

async function readPlace(context: Context, fields: Fields): Promise<Place> {
  if ((fields.commune ?? '').trim() === '') return { code: null, choices: [] }
  const atlas = await readAtlas(context.db)
  if (!atlas) return { code: null, choices: [] }
  const picked = pickCommune(atlas, fields, 'commune')
  if (picked.kind === 'one') return { code: picked.commune.code, choices: [] }
  return { code: null, error: picked.error, choices: picked.choices }
}

async function nameOf(context: Context, code: string | null): Promise<string> {
  if (code === null) return ''
  const commune = (await readAtlas(context.db))?.communeByCode.get(code)
  return commune?.postcodes[0] === undefined ? (commune?.name ?? '') : `${commune.name}`
}
