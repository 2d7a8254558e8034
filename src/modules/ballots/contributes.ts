import { dayIn } from '#kernel/calendar'
import { holdsAll, rankOf, wordsOf } from '#kernel/search'
import type { Contribution, SearchGroup } from '#platform/context'
import { checks } from './checks.ts'
import { voteChecks } from './checks.vote.ts'
import { voteActs } from './contributes.acts.ts'
import { ballotAlgorithms } from './contributes.algorithms.ts'
import { assemblyActs, assemblyDeskEntries, assemblyPersonalData, assemblyRecords } from './contributes.assemblies.ts'
import { ballotDatasets } from './contributes.datasets.ts'
import { heldHome, preparationDeskPart } from './contributes.held.ts'
import { records } from './contributes.records.ts'
import { rollPersonalData, rollPurges, rollRecords } from './contributes.roll.ts'
import { eraseSeats, exportSeats, seatPersonalData } from './contributes.seats.ts'
import { VOTE_MAILS } from './contributes.vote-mails.ts'
import { voteProcessing, voteRecords } from './contributes.vote-records.ts'
import * as store from './store/index.ts'

/** What polls give to the pages of others. */
export const contribution: Contribution = {
  module: 'ballots',
  processing: voteProcessing,
  records: [...records, ...voteRecords, ...rollRecords, ...assemblyRecords],
  personalData: [...rollPersonalData, ...seatPersonalData, ...assemblyPersonalData],
  purges: rollPurges,
  exportPerson: exportSeats,
  erasePerson: eraseSeats,
  acts: { ...voteActs, ...assemblyActs },
  mails: VOTE_MAILS,
  checks: [...checks, ...voteChecks],
  datasets: ballotDatasets,
  algorithms: ballotAlgorithms,
  desk: {
    ...preparationDeskPart,
    navigation: [...(preparationDeskPart.navigation ?? []), ...assemblyDeskEntries],
  },
  navigation: [
    { label: 'Scrutins', href: '/scrutins' },
    { label: 'Dépouiller un vote', href: '/outils/depouillement', isTool: true },
  ],
  home: async (db) => {
    const [polls, held] = [await store.listPolls(db, '', 'recent'), await heldHome(db)]
    if (polls.length === 0 && !held.now) return undefined
    return {
      title: 'Des votes que chacun peut recompter',
      lead: 'De vrais budgets participatifs, comptés ici à partir de leurs bulletins publics.',
      more: { label: 'Tous les scrutins', href: '/scrutins' },
      ...((held.now ?? pastOf(polls)) && { now: held.now ?? pastOf(polls)! }),
      entries: polls.slice(0, 4).map((poll) => ({
        href: `/scrutins/${poll.slug}`,
        title: poll.title,
        kicker: poll.place,
        lead: `${number(poll.winnerCount)} projets financés sur ${number(poll.optionCount)}, ${number(poll.voterCount)} votants.`,
        source: poll.source.producer,
      })),
    }
  },
  taggable: [
    {
      kind: 'poll',
      label: 'Scrutins',
      list: async (db, from, until) =>
        (await store.listPolls(db, '', 'recent'))
          .map(({ slug, title, publishedAt }) => ({
            id: slug,
            title,
            href: `/scrutins/${slug}`,
            day: dayIn(publishedAt),
          }))
          .filter(({ day }) => from <= day && day < until),
    },
  ],
  search: async (db, words, limit) => {
    const [polls, options] = await Promise.all([
      store.listPolls(db, '', 'recent'),
      store.findOptions(db, wordsOf(words), limit),
    ])
    return groupOf(
      polls.filter((poll) => answers(poll, wordsOf(words))),
      options,
      words,
      limit,
    )
  },
  sitemap: async (db) => {
    const polls = await store.listPolls(db, '', 'recent')
    return polls.flatMap(({ slug, title, publishedAt: changedAt }) => [
      { path: `/scrutins/${slug}`, title, changedAt },
      { path: `/scrutins/${slug}/resultats`, title: `Résultat : ${title}`, changedAt },
    ])
  },
}

// Who types « vote » or « budget participatif » looks for polls, whatever their titles are.
const KIND = 'scrutin vote élection résultat budget participatif'

function answers({ title, place, organiser }: store.PollSummary, words: readonly string[]): boolean {
  return holdsAll(`${title} ${place} ${organiser} ${KIND}`, words)
}

function pastOf(polls: readonly store.PollSummary[]) {
  return polls.length === 0 ? undefined : nowOf(nearestOf(polls))
}

// A vote of one's own country, in one's own language, speaks sooner than a later one held far away.
function nearestOf(polls: readonly store.PollSummary[]): store.PollSummary {
  return polls.find((poll) => poll.place.endsWith(', France')) ?? polls[0]!
}

// What one can do with a poll that is over: understand it, and count it again.
function nowOf(poll: store.PollSummary) {
  return {
    kicker: 'Un vrai vote, à recompter',
    title: poll.title,
    worth: `${number(poll.voterCount)} personnes ont voté, ${number(poll.winnerCount)} projets sur ${number(poll.optionCount)} sont financés. Voyez qui a gagné, et pourquoi.`,
    action: { label: 'Voir qui a gagné', href: `/scrutins/${poll.slug}/resultats` },
  }
}

function groupOf(
  polls: readonly store.PollSummary[],
  options: store.FoundOptions,
  words: string,
  limit: number,
): SearchGroup {
  const asked = wordsOf(words)
  const hits = [
    ...polls.map((poll) => ({
      href: `/scrutins/${poll.slug}`,
      title: poll.title,
      lead: `Vote. ${poll.place}, ${number(poll.voterCount)} votants.`,
    })),
    ...options.some
      .toSorted((one, other) => rankOf(one.name, asked) - rankOf(other.name, asked))
      .map((option) => ({
        href: `/scrutins/${option.pollSlug}/resultats`,
        title: option.name,
        lead: `Projet soumis au vote : ${option.pollTitle}.`,
      })),
  ]
  return { kind: 'Scrutins et projets', total: polls.length + options.total, hits: hits.slice(0, limit) }
}

const FRENCH = new Intl.NumberFormat('fr-FR')

function number(value: number): string {
  return FRENCH.format(value)
}
