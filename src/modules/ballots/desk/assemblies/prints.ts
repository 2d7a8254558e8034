import { Hono, type Context as HonoContext } from 'hono'
import { assert } from '#kernel/result'
import { csvLine, plainText } from '#kernel/tabular'
import { writtenFraction } from '#kernel/weighted'
import type { Context, Settings } from '#platform/context'
import { type Block, type ListData, makePdf, type ReportData } from '#platform/documents'
import { having } from '#platform/sessions'
import { CODES } from '../../commands/assemblies/index.ts'
import { nameOf, outcomeWords, ruleWords, voiceWords } from '../../pages/assemblies/result.tsx'
import { countedVotes } from '../../sealed/assembly/decide.ts'
import { type Asked, type Assembly, quorumAmong, type Room } from '../../sealed/assembly/model.ts'
import { resultOf, writtenTerm, writtenTerms } from '../../sealed/assembly/results.ts'
import { groupedCode, printedCode } from '../../sealed/evidence-code.ts'
import * as store from '../../store/assemblies/index.ts'
import type { House } from '../seated.ts'
import { CONVENERS, ONE } from './shell.ts'

const SANDBOX = {
  'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
} as const
const PDF = { ...SANDBOX, 'Content-Type': 'application/pdf' } as const

type Known = { readonly assembly: Assembly; readonly room: Room; readonly questions: readonly Asked[] }

/** Codes to hand out, the minutes of the votes, and the votes as a table: for the assembly alone. */
export function assemblyPrints(house: House): Hono {
  const desk = new Hono()
  const { context } = house
  desk.get(`${ONE}/codes.pdf`, having(CONVENERS), async (c) => {
    const known = await readKnown(c, context)
    if (!known?.assembly.codeSeed || known.room.members.length === 0) return c.notFound()
    const pdf = await makePdf('list', codesOf(known, context, house.frame.url ?? new URL(c.req.url).origin))
    return c.body(pdf, 200, { ...PDF, 'Content-Disposition': 'inline; filename="codes.pdf"' })
  })
  desk.get(`${ONE}/proces-verbal.pdf`, having(CONVENERS), async (c) => {
    const known = await readKnown(c, context)
    if (!known) return c.notFound()
    const pdf = await makePdf('report', minutesOf(known, context.settings))
    return c.body(pdf, 200, { ...PDF, 'Content-Disposition': 'inline; filename="proces-verbal.pdf"' })
  })
  desk.get(`${ONE}/votes.csv`, having(CONVENERS), async (c) => {
    const known = await readKnown(c, context)
    if (!known) return c.notFound()
    const headers = { ...SANDBOX, 'Content-Type': 'text/csv; charset=utf-8' }
    return c.body(votesCsv(known), 200, { ...headers, 'Content-Disposition': 'attachment; filename="votes.csv"' })
  })
  return desk
}

async function readKnown(c: HonoContext, { db }: Context): Promise<Known | undefined> {
  const assembly = await store.findAssembly(db, c.req.param('slug') ?? '')
  if (!assembly) return undefined
  const room = await store.readRoom(db, assembly.id)
  return { assembly, room, questions: await store.listQuestions(db, assembly.id) }
}

function codesOf({ assembly, room }: Known, { keyFor, settings }: Context, site: string): ListData {
  const { codeSeed } = assembly
  assert(codeSeed, 'an assembly that is not over makes codes')
  const key = keyFor(CODES)
  return {
    ...documentOf(`Codes : ${assembly.title}`, settings, assembly.heldOn),
    isWide: false,
    lines: [{ label: 'Où voter', text: `${site}/assemblees/${assembly.slug}/voter` }],
    before: [{ type: 'paragraph', text: 'Découpez ces lignes : chaque code est à une seule personne.' }],
    table: {
      type: 'table',
      caption: 'Codes des membres',
      columns: [
        { label: 'N°', align: 'end', width: 1 },
        { label: 'Membre', width: 5 },
        { label: 'Collège', width: 4 },
        { label: 'Code', width: 4 },
      ],
      rows: room.members.map(({ number, name, college }) => [
        String(number),
        name,
        nameOf(assembly, college),
        groupedCode(printedCode(key, codeSeed, number)),
      ]),
      rowHeightMm: 10,
    },
    after: [],
  }
}

/** What was asked, by which rule, and what came of it, with every fraction. */
export function minutesOf({ assembly, room, questions }: Known, settings: Settings): ReportData {
  const closed = questions.filter(({ state }) => state === 'closed')
  const nothing: Block = { type: 'paragraph', text: 'Aucune question n’a encore été votée.' }
  return {
    ...documentOf(`Procès-verbal des votes : ${assembly.title}`, settings, assembly.heldOn),
    mark: assembly.state === 'over' ? null : 'Séance non finie',
    kicker: 'Assemblée',
    lines: [
      { label: 'Lieu', text: assembly.place || 'non précisé' },
      { label: 'Convocation', text: assembly.convocation === 1 ? 'première' : 'deuxième' },
      { label: 'Membres', text: String(room.members.length) },
    ],
    body: closed.length === 0 ? [nothing] : closed.flatMap((question) => questionBlocks({ assembly, room, question })),
    annexes: closed.map((question) => ({
      title: `Votes nominatifs, question ${question.number}`,
      isWide: false,
      body: [namedTable({ assembly, room, question })],
    })),
    signature: ['Le président ou la présidente, le ou la secrétaire'],
  }
}

type One = Pick<Known, 'assembly' | 'room'> & { readonly question: Asked }

function questionBlocks({ assembly, room, question }: One): readonly Block[] {
  const result = resultOf(assembly, room.members, question)
  assert(result, 'a closed question has a result')
  const table: Block =
    result.kind === 'motion'
      ? {
          type: 'table',
          caption: 'Voix par collège',
          columns: ['Collège', 'Poids', 'Pour', 'Contre', 'Abstention', 'Apport'].map((label) => ({ label })),
          rows: result.count.terms.map((term) => [
            nameOf(assembly, term.college),
            writtenFraction(term.weight),
            ...[term.yes, term.no, term.abstain].map(String),
            writtenTerm(term),
          ]),
        }
      : {
          type: 'table',
          caption: 'Voix par candidat',
          columns: [{ label: 'Candidat' }, { label: 'Part des voix' }, { label: 'Le calcul' }],
          rows: result.candidates.map((name, rank) => {
            const { share, terms } = result.count.candidates[rank]!
            return [name, share ? writtenFraction(share) : 'aucune', writtenTerms(terms)]
          }),
        }
  return [
    { type: 'heading', level: 1, text: `${question.number}. ${question.title}` },
    ...(question.details === '' ? [] : [{ type: 'paragraph' as const, text: question.details }]),
    { type: 'paragraph', text: quorumWords({ assembly, room, question }) },
    // The outcome of a motion says its rule.
    ...(result.kind === 'election' ? [{ type: 'paragraph' as const, text: ruleWords(question.rule) }] : []),
    { type: 'paragraph', text: outcomeWords({ assembly, members: room.members, question }), isStrong: true },
    table,
  ]
}

// Who was there when this question was closed: others may have left since.
function quorumWords({ assembly, room, question }: One): string {
  const { lines } = quorumAmong(assembly, room.members, question.voters ?? new Set())
  return lines
    .map(({ college, members, present, needed }) => {
      const where = college === null ? '' : `${nameOf(assembly, college)} : `
      return `${where}${present} présents ou représentés sur ${members} membres, quorum ${needed}.`
    })
    .join(' ')
}

function namedTable({ assembly, room, question }: One): Block {
  return {
    type: 'table',
    caption: null,
    columns: ['Membre', 'Collège', 'Vote', 'Par procuration'].map((label) => ({ label })),
    rows: namedRows({ assembly, room, question }),
  }
}

function namedRows({ assembly, room, question }: One): readonly (readonly string[])[] {
  const votes = new Map(countedVotes(question).map((vote) => [vote.memberId, vote]))
  const names = new Map(room.members.map(({ id, name }) => [id, name]))
  return room.members.flatMap(({ id, name, college }) => {
    const vote = votes.get(id)
    if (!vote) return []
    const holder = vote.castBy === id ? '' : (names.get(vote.castBy) ?? '')
    return [[name, nameOf(assembly, college), voiceWords(vote, question), holder]]
  })
}

function votesCsv({ assembly, room, questions }: Known): string {
  const closed = questions.filter(({ state }) => state === 'closed')
  const rows = closed.flatMap((question) =>
    namedRows({ assembly, room, question }).map((row) => [String(question.number), question.title, ...row]),
  )
  const header = ['question', 'titre', 'membre', 'college', 'vote', 'par_procuration_de']
  return [csvLine(header), ...rows.map((row) => csvLine(row.map(plainText)))].join('')
}

function documentOf(title: string, { territoryName, serviceName, logo, contact }: Settings, date: string) {
  const lines = [contact.postalAddress, contact.telephone, contact.email].filter((line) => line !== null)
  const letterhead = { territoryName, serviceName, logo, contact: lines.flatMap((line) => line.split('\n')) }
  return { title, letterhead, date, reference: null, mark: null }
}
