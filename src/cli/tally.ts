import { done, type Result } from '#kernel/result'
import {
  type Election,
  type Rule,
  type RuleRefusal,
  readElection,
  reportOf,
  reportText,
  ruleFor,
  sentenceOf,
  sentenceOfCountRefusal,
  sentenceOfRule,
  sentenceOfRuleRefusal,
  type Tally,
  type TallyReport,
  tryTally,
} from '#kernel/tally'
import {
  type Command,
  complain,
  DONE,
  REFUSED,
  readWords,
  type Status,
  say,
  sayPlainly,
  UsageError,
} from './command.ts'
import { readBytes } from './files.ts'
import { sayOddities } from './oddities.ts'
import type { Published } from './published.ts'
import { RULE_HELP, RULE_OPTIONS, type RuleRequest, readRule } from './rule.ts'
import { explanationOf, summaryOf } from './tally-text.ts'

/** `filigrane tally`: counts elections read from Pabulib files, without any database. */
export const tallyFiles: Command = {
  summary: 'compte un ou plusieurs fichiers .pb et dit les projets retenus',
  help: `Usage : filigrane tally FICHIER.pb… [options]

Compte chaque fichier (« - » lit l’entrée standard) et dit les projets retenus, en nombres exacts.

${RULE_HELP}
  --published RESULTAT.json   compte par la règle d’un résultat publié et dit si c’est le même, octet pour octet
  --certify           certifie le résultat et vérifie le certificat ; avec --json, écrit le certificat
  --certificate CERTIFICAT.json   vérifie un certificat écrit ailleurs, pour la règle demandée
  --explain           dit chaque tour du calcul
  --json              une ligne JSON par fichier

Statut : 0 compté, 1 refusé ou résultat différent de celui qui est publié (la raison sur la sortie d’erreur), 2 mauvais usage.`,
  run,
}

async function run(words: readonly string[]): Promise<Status> {
  const { values, positionals } = readWords(words, {
    ...RULE_OPTIONS,
    published: { type: 'string' },
    certify: { type: 'boolean' },
    certificate: { type: 'string' },
    explain: { type: 'boolean' },
    json: { type: 'boolean' },
  })
  if (positionals.length === 0) throw new UsageError('Donnez au moins un fichier .pb à compter.')

  const request = readRule(values)
  const published = await publishedIn(values.published)
  if (published && !published.ok) return refused(values.published ?? '', published.refusal)
  const counting = { ...values, request, published: published?.value }
  let status: Status = DONE
  for (const file of positionals) if ((await countFile(file, counting)) !== DONE) status = REFUSED
  return status
}

type Manner = {
  readonly json?: boolean | undefined
  readonly explain?: boolean | undefined
  readonly certify?: boolean | undefined
  readonly certificate?: string | undefined
}
type Counting = Manner & { readonly request: RuleRequest; readonly published: Published | undefined }

// Loaded when asked for: the other counts do not wait for it.
async function publishedIn(file: string | undefined): Promise<Result<Published, string> | undefined> {
  return file === undefined ? undefined : (await import('./published.ts')).readPublished(file)
}

async function countFile(file: string, { request, published, ...manner }: Counting): Promise<Status> {
  const bytes = await readBytes(file)
  if (!bytes.ok) return refused(file, bytes.refusal)
  const read = readElection(bytes.value)
  if (!read.ok) return refused(file, sentenceOf(read.refusal))
  const election = read.value
  const rule = published ? publishedRuleFor(published, election) : ruleFor(request, election.voteType)
  if (!rule.ok) return refused(file, sentenceOfRuleRefusal(rule.refusal))

  const result = tryTally(election, rule.value)
  if (!result.ok) return refused(file, sentenceOfCountRefusal(result.refusal))
  const counted = result.value
  const isCertificate = manner.certify || manner.certificate !== undefined
  if (!manner.json) sayResult(file, election, counted, manner)
  else if (!isCertificate) say(JSON.stringify({ file, ...jsonOf(election, counted) }))
  const verdict = isCertificate ? await certified(file, election, counted, manner) : DONE
  return published ? sayComparison(file, isSameAs(published, election, counted)) || verdict : verdict
}

async function certified(file: string, election: Election, counted: Tally, manner: Manner): Promise<Status> {
  const { certify, checkWritten } = await import('./certify.ts')
  if (manner.certificate !== undefined) return checkWritten(file, election, counted, manner.certificate)
  return certify(file, election, counted, manner)
}

/** The published rule, if it suits these ballots: the result may be that of another election. */
function publishedRuleFor({ rule }: Published, { voteType }: Election): Result<Rule, RuleRefusal> {
  const utility = rule.kind === 'phragmen' ? undefined : rule.utility
  const suits = ruleFor({ kind: rule.kind, utility }, voteType)
  return suits.ok ? done(rule) : suits
}

function isSameAs(published: Published, election: Election, counted: Tally): boolean {
  return reportText(reportOf(election, counted)) === published.text.trimEnd()
}

function sayComparison(file: string, isSame: boolean): Status {
  complain(
    `${file} : ${isSame ? 'même résultat que celui qui est publié, octet pour octet.' : 'le résultat DIFFÈRE de celui qui est publié.'}`,
  )
  return isSame ? DONE : REFUSED
}

/** The report, with the rule's name first, as programs expect it. */
function jsonOf(election: Election, counted: Tally) {
  const { rule, ...report }: TallyReport = reportOf(election, counted)
  const { kind, ...parameters } = rule
  return { rule: kind, ...report, parameters, oddities: election.oddities }
}

function sayResult(file: string, election: Election, counted: Tally, manner: Manner): void {
  sayPlainly(`${file} : ${election.meta.get('description') ?? ''}`)
  say(sentenceOfRule(counted.rule))
  for (const line of summaryOf(election, counted)) sayPlainly(line)
  if (manner.explain) for (const line of explanationOf(election, counted)) sayPlainly(line)
  sayOddities(election.oddities)
  say('')
}

function refused(file: string, sentence: string): Status {
  complain(`${file} : ${sentence}`)
  return REFUSED
}
