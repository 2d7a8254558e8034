import { assert, done, type Result, refuse } from '#kernel/result'
import {
  type Account,
  accountOf,
  type Election,
  type RuleRequest,
  readElection,
  ruleFor,
  sentenceOf,
  sentenceOfCountRefusal,
  sentenceOfRuleRefusal,
  type Tally,
  tryTally,
} from '#kernel/tally'
import { compareOn } from './compared.ts'
import { countOf, openFileOf } from './counted.ts'
import { certify, explainBallots, explainChange, explainProject, tellPlaces } from './explained.ts'
import type { Answer, Asks, Kind, Progress } from './messages.ts'

type Tell = (progress: Progress) => void
export type Answers = { readonly [K in Kind]: (asks: Asks<K>, tell: Tell) => Answer<K> | Promise<Answer<K>> }

/** What the worker answers; between two questions it keeps the file opened and the count made last. */
export function answersOf(now: () => number = () => performance.now()): Answers {
  let election: Election | undefined
  let counted: Tally | undefined
  let account: Account | undefined

  function opened(): Election {
    assert(election, 'a question about an election comes after it was opened')
    return election
  }

  function made(): Tally {
    assert(counted, 'a question about a count comes after it was made')
    return counted
  }

  function explained(tell: Tell): Account {
    tell({ sentence: 'Lecture du calcul, bulletin par bulletin…' })
    account ??= accountOf(opened(), made())
    return account
  }

  return {
    open: ({ bytes }, tell) => {
      tell({ sentence: 'Lecture du fichier…' })
      const startedAt = now()
      const read = readElection(bytes)
      if (!read.ok) return refuse(sentenceOf(read.refusal))
      election = read.value
      counted = undefined
      account = undefined
      return done({ ...openFileOf(election), milliseconds: now() - startedAt })
    },
    count: ({ request }, tell) => {
      tell({ sentence: `Compte de ${opened().profile.voterCount} bulletins…` })
      const startedAt = now()
      const result = tallyOf(opened(), request)
      if (!result.ok) return result
      counted = result.value
      account = undefined
      return done({ ...countOf(opened(), counted, request), milliseconds: now() - startedAt })
    },
    project: ({ project }, tell) => explainProject(explained(tell), project),
    change: ({ project }, tell) => explainChange(explained(tell), project, tell),
    ballot: ({ number }, tell) => explainBallots(explained(tell), number),
    places: (_, tell) => tellPlaces(explained(tell)),
    certify: (_, tell) => certify(opened(), made(), tell),
    compare: ({ request }, tell) => compareOn(opened(), request, tell),
  }
}

function tallyOf(election: Election, request: RuleRequest): Result<Tally, string> {
  const rule = ruleFor(request, election.voteType)
  if (!rule.ok) return refuse(sentenceOfRuleRefusal(rule.refusal))
  const result = tryTally(election, rule.value)
  return result.ok ? result : refuse(sentenceOfCountRefusal(result.refusal))
}
