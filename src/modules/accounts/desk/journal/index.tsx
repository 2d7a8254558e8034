import { Hono, type Context as HonoContext } from 'hono'
import type { Context } from '#platform/context'
import type { SiteFrame } from '#ui/page'
import { readDay } from '../../roles/days.ts'
import * as store from '../../store/index.ts'
import { administrators, visitOf } from '../visit.ts'
import { journalCsv } from './csv.ts'
import { JournalPage } from './page.tsx'
import { idsOf, phrasesOf } from './phrases.ts'

const PER_PAGE = 50

/** `/agents/journal`: the audit trail in sentences, and as a file. */
export function journalPages(context: Context, frame: SiteFrame): Hono {
  const app = new Hono()
  app.get('/agents/journal', administrators(), async (c) => {
    const { db } = context
    const visit = await visitOf(c, context, frame)
    const question = questionOf(c)
    const after = await placeAsked(c, context)
    const found = await store.listJournal(db, question, PER_PAGE + 1, after)
    const entries = found.slice(0, PER_PAGE)
    const names = await store.listNames(db, idsOf(entries))
    const total = await store.countJournal(db, question)
    const acts = await store.listActs(db)
    const phrases = phrasesOf(context.contributions)
    const next = found.length > PER_PAGE ? entries.at(-1)?.id : undefined
    const isFirst = after === undefined
    return c.html(<JournalPage visit={visit} {...{ question, entries, names, total, acts, phrases, next, isFirst }} />)
  })
  app.get('/agents/journal.csv', administrators(), (c) => {
    return c.body(journalCsv(context.db, questionOf(c)), 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="journal-des-actes.csv"',
      'Cache-Control': 'no-store',
    })
  })
  return app
}

function questionOf(c: HonoContext): store.JournalQuestion {
  const { acte, objet, auteur, du, au } = c.req.query()
  return {
    act: /^[a-z-]+[.][a-z-]+$/.test(acte ?? '') ? acte : undefined,
    object: isReference(objet) ? objet : undefined,
    actor: isReference(auteur) ? auteur : undefined,
    from: readDay(du ?? ''),
    until: readDay(au ?? ''),
  }
}

function isReference(text: string | undefined): boolean {
  return /^[a-z-]+(:[\w-]{1,80})?$/.test(text ?? '')
}

async function placeAsked(c: HonoContext, { db }: Context): Promise<store.JournalPlace | undefined> {
  const id = c.req.query('apres') ?? ''
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? store.findJournalPlace(db, id) : undefined
}
