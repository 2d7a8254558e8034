import type { Kysely, RawBuilder, Transaction } from 'kysely'
import type { Processing, RecordKind } from '#platform/archives'
import type { DB, Office } from '#platform/database'
import type { DocumentKind } from '#platform/documents'
import type { AttachmentOwner } from '#platform/files'
import type { MailTemplate } from '#platform/mail'
import type { NoticeSubject } from '#platform/notices'
import type { Role, Visitor } from '#platform/sessions'

/** What the modules give to the pages of others, gathered in module order by `main`: a page draws what it gets. */
export type Contributions = readonly Contribution[]

/** One module's part: reads of its store, never a page. */
export type Contribution = {
  readonly module: string
  readonly checks?: readonly Check[]
  readonly navigation?: readonly NavigationEntry[]
  /** What home tells of the subject, or nothing while there is nothing to tell. */
  readonly home?: (db: Kysely<DB>) => Promise<HomePart | undefined>
  /** The map home draws; the first module that has one gives it. */
  readonly homeMap?: (db: Kysely<DB>) => Promise<HomeMap | undefined>
  /** What `/recherche` finds here for these words, best first; public things only. */
  readonly search?: (db: Kysely<DB>, words: string, limit: number) => Promise<SearchGroup | undefined>
  /** Public pages that exist now, for the sitemap. */
  readonly sitemap?: (db: Kysely<DB>) => Promise<readonly SitemapEntry[]>
  /** What the page of an organisation tells of the subject, or nothing while there is nothing to tell. */
  readonly organisation?: (db: Kysely<DB>, siren: string) => Promise<OrganisationPart | undefined>
  /** What the page of a commune or an EPCI tells of the subject; `code` is Insee's, or the SIREN of the EPCI. */
  readonly place?: (db: Kysely<DB>, code: string) => Promise<PlacePart | undefined>
  /** What the page of a budget line tells of the subject: the actions it pays for; `lineCode` is the one of its address. */
  readonly budgetLine?: (db: Kysely<DB>, lineCode: string) => Promise<BudgetPart | undefined>
  /** What the page of a payment tells of the subject: the convention it carries out, its project; public things only. */
  readonly payment?: (db: Kysely<DB>, paymentId: string) => Promise<BudgetPart | undefined>
  /** What `/mon-espace` shows of the subject to this person. */
  readonly space?: (db: Kysely<DB>, personId: string) => Promise<SpacePart | undefined>
  /** How many messages wait for this person to read them: shown beside their name. */
  readonly unread?: (db: Kysely<DB>, personId: string) => Promise<number>
  /** What is kept about people, why and until when: `/donnees-personnelles` is made of it. */
  readonly personalData?: readonly PersonalDataKind[]
  /** Everything kept about this person, to take away; plain data, by French names. */
  readonly exportPerson?: (db: Kysely<DB>, personId: string) => Promise<Readonly<Record<string, unknown>>>
  /** Erases what may go, in the transaction given, and says in a sentence each what went and what stays, why, until when. */
  readonly erasePerson?: (transaction: Transaction<DB>, personId: string, now: Date) => Promise<readonly string[]>
  /** Why this person cannot be erased now, in a sentence that says what to do; undefined: nothing stands in the way. */
  readonly erasureObstacle?: (transaction: Transaction<DB>, personId: string, now: Date) => Promise<string | undefined>
  /** What it does with personal data as a whole: its entry of the register (RGPD, article 30). */
  readonly processing?: Processing
  /** The kinds of records its tables hold: how long they are of use, and how they end. */
  readonly records?: readonly RecordKind[]
  /** What ends by itself once it is no use; each runs every hour. */
  readonly purges?: readonly Purge[]
  readonly desk?: DeskContribution
  /** Records that take attachments: under which limits, read by whom. */
  readonly attachments?: readonly AttachmentOwner[]
  /** Its mails that agents may reword, each with its fields and what it says while nobody does. */
  readonly mails?: readonly MailTemplate[]
  /** Whether that moment is in a period before an election: mails then take their neutral words (code électoral, L52-1). */
  readonly isNeutralAt?: (db: Kysely<DB>, now: Date) => Promise<boolean>
  /** What people may be told of by `tell`: each chooses how soon, subject by subject. */
  readonly notices?: readonly NoticeSubject[]
  /** Documents it makes from the territory's own models: what each may print. */
  readonly documents?: readonly DocumentKind[]
  /**
   * Its jobs to run when something changed in a module before it, by what changed: { 'directory.changed': 'observatory.count' }.
   * They are enqueued in the transaction of the change; several changes make one run.
   */
  readonly follows?: Readonly<Record<string, string>>
  /** Kinds of things that agents may tag with what the policy of the territory aims at. */
  readonly taggable?: readonly TaggableKind[]
  /** What those of its tags say that a thing has: as « Faire connaître et reconnaître », each leading to its page. */
  readonly tagsOf?: (db: Kysely<DB>, thing: TaggedThing) => Promise<readonly Place[]>
  /** Its acts in the audit trail, each in a French phrase: « accounts.role-granted » → « a donné un rôle ». */
  readonly acts?: Readonly<Record<string, string>>
  /** Tables anybody may take away: `/donnees` is made of them. Nothing personal is in any. */
  readonly datasets?: readonly Dataset[]
  /** Its rules that decide something of people or money: `/transparence/algorithmes` is made of them (CRPA, L312-1-3). */
  readonly algorithms?: readonly Algorithm[]
}

/** A rule that treats a person, an organisation or money, told to those it concerns. */
export type Algorithm = {
  /** Of its address in the page: « parts-egales ». */
  readonly slug: string
  readonly name: string
  /** What it is for, in plain words. */
  readonly purpose: string
  /** How it goes, in a few sentences. */
  readonly operation: string
  /** As the house of the rule counts them; a change of the rule changes it. */
  readonly version: string
  /** What it reads, and whose it is. */
  readonly data: string
  /** `decides`: what it gives is the result; `proposes`: a person decides after it; `informs`: it only shows. */
  readonly weight: 'decides' | 'proposes' | 'informs'
  /** Who decides in the end, and may depart from it. */
  readonly decidedBy: string
  /** Paths in the sources: the text of the rule, when it has one of its own, and the rule itself. */
  readonly specification: string | null
  readonly source: string
  /** How much it has been of use, in a sentence. */
  readonly usage?: (db: Kysely<DB>) => Promise<string>
}

export type Place = { readonly label: string; readonly href: string }

/** A tool is told of by its subject's page, the footer and the plan: the menu has room for subjects only. */
export type NavigationEntry = Place & { readonly isTool?: boolean }

/** Things of one kind, each of a day: what agents tag, and what the yearly report then tells. */
export type TaggableKind = {
  /** With its module it names the kind for good: « event ». */
  readonly kind: string
  /** As « Événements ». */
  readonly label: string
  /** Public things between two days (`YYYY-MM-DD`), the second excluded, the last first. */
  readonly list: (db: Kysely<DB>, from: string, until: string) => Promise<readonly Taggable[]>
}

export type Taggable = {
  /** Stays the same for good; opaque: it says nothing of a person. */
  readonly id: string
  readonly title: string
  readonly href: string
  /** Its day, `YYYY-MM-DD`. */
  readonly day: string
}

/** What names a thing for its tags. */
export type TaggedThing = { readonly module: string; readonly kind: string; readonly id: string }

/** Something that must always hold, proven by a query that returns no row. */
export type Check = {
  readonly name: string
  /** Shown to the public, in French: what holds when the check passes. */
  readonly sentence: string
  readonly query: RawBuilder<unknown>
  /** The office of the vote that asks, where the pool's own login may not look. */
  readonly office?: Office
  /** A warning asks for attention and fails nothing; `error` by default. */
  readonly severity?: 'error' | 'warning'
}

/** A subject on the home page: figures with their source, and a few things to open. */
export type HomePart = {
  readonly title: string
  readonly lead: string
  readonly more: Place
  /** What happens now and what one can do about it: the first subject that has some stands at the top of home. */
  readonly now?: HomeNow
  readonly entries: readonly HomeEntry[]
  readonly figures?: readonly SourcedFigure[]
}

/** For a reader who has five seconds: what happens, what it is worth to them, what to tap. */
export type HomeNow = {
  /** As « Ouvert jusqu’au 4 mai », « Un vote à comprendre ». */
  readonly kicker: string
  readonly title: string
  readonly worth: string
  readonly action: Place
}

export type HomeEntry = {
  readonly href: string
  readonly title: string
  readonly kicker: string
  readonly lead: string
  readonly source: string
}

/** A drawing in plain data: few shapes, each leading to a page. */
export type HomeMap = {
  readonly title: string
  readonly lead: string
  readonly more: Place
  /** As « 0 0 800 600 ». */
  readonly viewBox: string
  /** SVG path data, drawn in this order. */
  readonly shapes: readonly (Place & { readonly path: string })[]
  /** Who made the shapes, of when, under which licence. */
  readonly source: string
}

/** A figure is never without its source: who says it, of when, of what, how it was got. */
export type SourcedFigure = {
  readonly label: string
  /** As it is read: « 52 481 ». */
  readonly value: string
  readonly unit: string
  readonly producer: string
  readonly vintage: string
  readonly scope: string
  readonly licence: string | null
  readonly url: string | null
  readonly nature: 'cited' | 'computed' | 'estimated' | 'secret' | 'missing'
  readonly note?: string | null
}

export type SearchGroup = {
  /** As « Communes », « Scrutins ». */
  readonly kind: string
  readonly total: number
  readonly hits: readonly { readonly href: string; readonly title: string; readonly lead: string }[]
}

/** A panel of an organisation's page: its grants, its projects, its shares. */
export type OrganisationPart = {
  readonly title: string
  readonly lead?: string
  readonly figures?: readonly SourcedFigure[]
  readonly entries: readonly HomeEntry[]
  readonly more?: Place
}

/** A section of a place's page. */
export type PlacePart = {
  readonly title: string
  readonly lead?: string
  readonly figures?: readonly SourcedFigure[]
  readonly entries: readonly HomeEntry[]
  readonly more?: Place
}

/** A section of the page of a budget line or of a payment: why this money, in the words of another subject. */
export type BudgetPart = {
  readonly title: string
  readonly lead?: string
  readonly figures?: readonly SourcedFigure[]
  readonly entries: readonly HomeEntry[]
  readonly more?: Place
}

export type SitemapEntry = {
  readonly path: string
  readonly changedAt?: Date
  /** What the page is called: drawn in the picture of a shared link. */
  readonly title?: string
}

export type SpacePart = {
  readonly title: string
  /** What waits for the person, the most urgent first. */
  readonly waiting: readonly { readonly label: string; readonly href: string; readonly until: Date | null }[]
  /** What they did, the last first. */
  readonly history: readonly { readonly label: string; readonly href: string | null; readonly at: Date }[]
  readonly links: readonly Place[]
}

/** One kind of personal data (RGPD art. 13 and 30; code du patrimoine L212-2). */
export type PersonalDataKind = {
  /** As « Adresse e-mail de votre compte ». */
  readonly what: string
  readonly purpose: string
  /** As « mission d’intérêt public (RGPD art. 6.1.e) ». */
  readonly basis: string
  /** How long it is of use (durée d’utilité administrative): « 1 jour », « tant que le compte existe ». */
  readonly kept: string
  /** What becomes of it then (sort final). */
  readonly fate: 'élimination' | 'conservation'
  readonly seenBy: string
  /** When somebody erases their account: why it stays, in which form, until when (RGPD 17.3); null: it goes at once. */
  readonly stays: string | null
  /** Tables it lies in: a test finds there every column that looks personal. */
  readonly tables: readonly string[]
  /** The purge that ends it, by name; null: it ends with the account, or by an act of its person. */
  readonly purge: string | null
}

/** Personal data that ends by itself. */
export type Purge = {
  /** As « accounts.sessions ». */
  readonly name: string
  /** Erases what is due at that moment, and says how many rows. Run twice, the second finds nothing. */
  readonly run: (db: Kysely<DB>, now: Date) => Promise<bigint>
}

/** What a module gives to the agents' desk. */
export type DeskContribution = {
  /** Heading of its entries in the menu, as « Personnes ». */
  readonly subject?: string
  readonly navigation?: readonly (Place & { readonly roles: readonly Role[] })[]
  /** What waits for this agent, by urgency. */
  readonly tasks?: (db: Kysely<DB>, visitor: Visitor, now: Date) => Promise<readonly DeskTask[]>
  /** What happens between two dates, the second excluded. */
  readonly calendar?: (db: Kysely<DB>, from: Date, until: Date) => Promise<readonly DeskEvent[]>
  /** What the desk's search finds: what the public sees, and more. */
  readonly search?: (db: Kysely<DB>, words: string, limit: number, visitor: Visitor) => Promise<SearchGroup | undefined>
}

export type DeskTask = {
  readonly label: string
  readonly href: string
  readonly subject: string
  /** When it must be done; null: no date. */
  readonly dueAt: Date | null
  readonly urgency: 'late' | 'today' | 'soon' | 'later'
}

export type DeskEvent = {
  readonly label: string
  readonly href: string | null
  readonly subject: string
  /** Any moment of the day, for what lasts all day. */
  readonly at: Date
  /** No hour is shown. */
  readonly isAllDay?: boolean
}

/** A table of open data: a page, a CSV and a JSON at addresses that stay. */
export type Dataset = {
  /** Of the address: « subventions » is `/donnees/subventions`. */
  readonly slug: string
  readonly title: string
  readonly description: string
  readonly keywords: readonly string[]
  /** Null: the territory itself. */
  readonly producer: string | null
  readonly licence: 'Licence Ouverte 2.0' | 'ODbL 1.0'
  readonly frequency: 'continuous' | 'daily' | 'weekly' | 'monthly' | 'yearly' | 'irregular'
  /** A schema of `data/schemas`, as « scdl-subventions-2.1.1 »; null: no national one is followed. */
  readonly schema: string | null
  readonly columns: readonly DatasetColumn[]
  /** When a row last changed; undefined: nothing is there. */
  readonly lastChange: (db: Kysely<DB>) => Promise<Date | undefined>
  /** Why it cannot be made yet, in a sentence that says what to do. */
  readonly obstacle?: (db: Kysely<DB>) => Promise<string | undefined>
  /** Its lines, one at a time, cells in the order of the columns. `url`: public address of the site, without a final slash. */
  readonly rows: (db: Kysely<DB>, url: string) => AsyncIterable<readonly DatasetCell[]>
}

export type DatasetColumn = {
  readonly name: string
  readonly type: 'text' | 'number' | 'date' | 'boolean'
  readonly meaning: string
}

/** Null: nothing is known. A number too exact for a float is a text, written with a point. */
export type DatasetCell = string | number | boolean | null
