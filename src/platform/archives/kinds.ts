import type { Kysely, Transaction } from 'kysely'
import type { DB } from '#platform/database'

/** As « 2026-03-02 ». */
export type Day = string

/**
 * One kind of record: why it is kept, how long it is of use (durée d’utilité administrative), what becomes of it then (sort
 * final). Every table of the database belongs to one kind.
 *
 * @see  code du patrimoine, articles L212-2, L212-3 and L214-3
 */
export type RecordKind = {
  /** As « agenda.events »: the module, then the records. */
  readonly name: string
  /** As « Les événements, et combien de personnes sont venues ». */
  readonly what: string
  readonly purpose: string
  /** As « mission d’intérêt public (RGPD, article 6.1.e) ». */
  readonly basis: string
  readonly usefulLife: UsefulLife
  readonly fate: Fate
  /** Who says this duration and this fate. The house's own proposals are « à vérifier » with the Archives. */
  readonly source: string
  readonly isVerified: boolean
  readonly tables: readonly string[]
  readonly end: RecordEnd
}

/** Durée d’utilité administrative: how long, from what. */
export type UsefulLife = {
  /** Null: as long as `from` says, with no count of days. */
  readonly duration: { readonly count: number; readonly unit: 'years' | 'months' | 'days' } | null
  /** What it is counted from, as « la fin de l’événement ». */
  readonly from: string
}

/** Sort final. « tri »: some are kept, by a rule the module applies. */
export type Fate = 'élimination' | 'conservation' | 'tri'

/** How records of a kind end. */
export type RecordEnd =
  /** By itself, every hour: under the « tableau de gestion ». */
  | { readonly by: 'purge'; readonly purge: string }
  /** By an act of a person, as an erased account. */
  | { readonly by: 'act'; readonly words: string }
  /** By a bordereau, once it is signed. */
  | { readonly by: 'visa'; readonly reads: RecordReads }
  /** It stays in the database: why. */
  | { readonly by: 'nothing'; readonly words: string }

/** What a bordereau does with the records: eliminated, or transferred to the Archives. */
export type ListFate = 'elimination' | 'transfer'

/** How the archives read a kind, and end it. Records are known by a UUID. */
export type RecordReads = {
  /** How « tri » sorts, for who signs, in a sentence. */
  readonly sorting?: string
  /**
   * Records whose useful life had begun before that moment and which go that way, by identifier.
   *
   * @param page  those after an identifier, and how many at most
   */
  readonly listDue: (
    db: Kysely<DB>,
    asked: {
      readonly fate: ListFate
      readonly begunBefore: Date
      readonly after: string | null
      readonly limit: number
    },
  ) => Promise<readonly string[]>
  /** Those of these records that are there, whole: what is handed over, and what the visa is bound to. */
  readonly describe: (db: Kysely<DB>, ids: readonly string[]) => Promise<readonly ArchivedRecord[]>
  readonly erasing: Erasing
}

/** How records leave the database; or why they stay there after a transfer. */
export type Erasing =
  | {
      readonly isDone: true
      /** Holds these rows as they are until the transaction ends. */
      readonly lock: (transaction: Transaction<DB>, ids: readonly string[]) => Promise<void>
      /** Erases them and all that hangs on them. @returns how many records went */
      readonly erase: (transaction: Transaction<DB>, ids: readonly string[]) => Promise<bigint>
    }
  | { readonly isDone: false; readonly why: string }

/** A record as the Archives receive it. */
export type ArchivedRecord = {
  readonly id: string
  readonly title: string
  /** Extreme dates. */
  readonly from: Day
  readonly until: Day
  /** What it holds, by French names: text, whole numbers, booleans, nulls, and lists or objects of them. */
  readonly content: Readonly<Record<string, unknown>>
  readonly attachments: readonly ArchivedFile[]
}

export type ArchivedFile = {
  readonly name: string
  readonly mediaType: string
  readonly sha256: Uint8Array
  readonly sizeBytes: number
}

/** A processing of the register (RGPD, article 30): what a module does with personal data, as a whole. */
export type Processing = {
  /** As « Répondre aux messages ». */
  readonly title: string
  /** Categories of people, as « Les habitants qui écrivent ». */
  readonly people: string
  /** Measures of its own, beside those of the whole service. */
  readonly security?: string
  /** Outside the European Union; none by default. */
  readonly transfers?: string
}
