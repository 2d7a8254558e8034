import { OpenAPIHono } from '@hono/zod-openapi'
import { decimalOf } from '#kernel/tally'
import type { Context } from '#platform/context'
import type { Poll, PollOption } from '../model.ts'
import * as store from '../store/index.ts'
import { listRoute, type OptionJson, type PollJson, pollRoute, resultRoute, type SourceJson } from './routes.ts'

const SHARED = { 'Cache-Control': 'public, max-age=0, must-revalidate', 'Access-Control-Allow-Origin': '*' }

/** JSON of published polls, for programs. */
export function ballotApi(context: Context): OpenAPIHono {
  const api = new OpenAPIHono()

  api.openapi(listRoute, async (c) => {
    const polls = await store.listPolls(context.db, c.req.valid('query').q ?? '', 'recent')
    return c.json(polls.map(summaryOf), 200, SHARED)
  })

  api.openapi(pollRoute, async (c) => {
    const poll = await store.findPoll(context.db, c.req.valid('param').slug)
    const result = poll && (await store.findResult(context.db, poll.id))
    if (!result) return c.json({ error: 'Aucun scrutin à cette adresse.' }, 404)
    const winners = new Set(result.report.winners)
    const options = await store.listOptions(context.db, poll.id)
    const projects = options.map((option) => projectOf(poll, option, winners.has(option.code)))
    return c.json({ ...summaryOf(poll), projects }, 200, SHARED)
  })

  api.openapi(resultRoute, async (c) => {
    const poll = await store.findPoll(context.db, c.req.valid('param').slug)
    const result = poll && (await store.findResult(context.db, poll.id))
    if (!result) return c.json({ error: 'Aucun scrutin à cette adresse.' }, 404)
    // The published bytes, as they are: what is compared is what is sent.
    return new Response(result.reportText, { headers: { ...SHARED, 'Content-Type': 'application/json' } }) as never
  })

  return api
}

function summaryOf(poll: Omit<Poll, 'manifest' | 'note'>): PollJson {
  return {
    slug: poll.slug,
    title: poll.title,
    organiser: poll.organiser,
    place: poll.place,
    ...(poll.beganOn && { beganOn: poll.beganOn }),
    ...(poll.endedOn && { endedOn: poll.endedOn }),
    voteType: poll.voteType,
    currency: poll.currency,
    budget: decimalOf(poll.budget, poll.decimals),
    voters: poll.voterCount,
    options: poll.optionCount,
    fingerprint: poll.fingerprint,
    publishedAt: poll.publishedAt.toISOString(),
    source: withoutUndefined(poll.source),
  }
}

function projectOf(poll: Poll, option: PollOption, funded: boolean): OptionJson {
  return {
    id: option.code,
    name: option.name,
    cost: decimalOf(option.cost, poll.decimals),
    votes: option.voteCount,
    ...(option.points !== undefined && { points: option.points }),
    funded,
    ...(option.wasSelected !== undefined && { fundedByOrganiser: option.wasSelected }),
  }
}

function withoutUndefined({ producer, title, url, licence, citation }: Poll['source']): SourceJson {
  return { producer, title, ...(url && { url }), licence, ...(citation && { citation }) }
}
