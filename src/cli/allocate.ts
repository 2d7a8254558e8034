import { type AllocationRefusal, allocate, sentenceOfRefusal } from '#kernel/allocation'
import { french } from '#kernel/french'
import { withOneSpelling } from './allocation/names.ts'
import { ALLOCATION_OPTIONS, readTerms, type Terms } from './allocation/options.ts'
import { csvOf, jsonOf, sourcesOf, textOf } from './allocation/report.ts'
import { type ProjectTable, readProjects } from './allocation/table.ts'
import { type Command, complain, DONE, REFUSED, readWords, type Status, say, UsageError } from './command.ts'
import { readBytes } from './files.ts'

/** `filigrane allocate`: how much each project of a table gets, without any database. */
export const allocateFile: Command = {
  summary: 'répartit une enveloppe entre les projets d’un tableau .csv',
  help: `Usage : filigrane allocate FICHIER.csv --rule RÈGLE --envelope MONTANT [options]

Répartit une enveloppe entre des projets et montre le calcul de chaque montant. C’est une proposition : l’assemblée décide.
Le tableau a une ligne de titres, puis une ligne par projet (« ; » ou « , » ; « - » lit l’entrée standard) :
  numéro (id), votes, demandé (requested), coût (cost), et selon la règle : nom (name), catégorie (category),
  territoire (territory), tirage (lot : le rang dans le tirage au sort publié, demandé en cas d’égalité parfaite)

  --rule proportional        en proportion des votes, dans chaque catégorie
      --within category | territory | all      défaut : category
      --split votes | ceilings | amounts       partage entre catégories : selon leurs votes, ce qu’elles peuvent
                                               recevoir, ou --amount ; défaut : votes
      --amount NOM=MONTANT…  [--reserved]      --reserved : ce qui reste d’une part ne va pas aux autres
  --rule fixed-by-category   la même somme dans chaque catégorie : --amount CATÉGORIE=MONTANT…
  --rule tiers-by-rank       par paliers : --tier 3=10000 --tier 10=5000 --tier reste=1000  [--within …]
  --rule ranking             du plus voté au moins voté, jusqu’à épuisement
  --rule territory-quota     d’abord une part par territoire, puis le classement général :
      --quota-projects NOMBRE | --quota-money MONTANT | --amount TERRITOIRE=MONTANT…
  --when-short skip | stop | part | reduce     quand l’argent manque : passer au suivant, s’arrêter, donner le reste,
                                               ou réduire tout le monde (fixed-by-category, tiers-by-rank) ; défaut : skip

  --envelope MONTANT         ce qu’il y a à répartir, en euros
  --cap CATÉGORIE=MONTANT…   plafond de chaque catégorie (ou =aucun)
  --cost-share 80            part maximale du coût, en pour cent
  --round 1                  arrondi, en euros (0,01 : au centime) ; défaut : 1
  --ties lowest-cost,most-votes,lot            ordre qui départage les égalités ; c’est le défaut
  --preset pas-de-calais     ce qui est public du règlement d’un territoire, avec sa source

  --explain                  le calcul de chaque montant, en phrases
  --csv                      le résultat en tableau CSV
  --json                     le résultat en une ligne JSON (les étapes du calcul sont en centimes)

Statut : 0 réparti, 1 refusé (chaque ligne fausse est dite, rien n’est calculé), 2 mauvais usage.`,
  run,
}

const OPTIONS = {
  ...ALLOCATION_OPTIONS,
  explain: { type: 'boolean' },
  json: { type: 'boolean' },
  csv: { type: 'boolean' },
} as const

type Manner = {
  readonly json?: boolean | undefined
  readonly csv?: boolean | undefined
  readonly explain?: boolean | undefined
}

async function run(words: readonly string[]): Promise<Status> {
  const { values, positionals } = readWords(words, OPTIONS)
  const [file, another] = positionals
  if (file === undefined || another !== undefined)
    throw new UsageError(french`Donnez un fichier .csv à répartir, et un seul.`)
  const terms = readTerms(values)

  const bytes = await readBytes(file)
  if (!bytes.ok) return refused(file, [bytes.refusal])
  const table = readProjects(bytes.value)
  if (!table.ok) return refused(file, table.refusal)
  return allocateTable(file, table.value, terms, values)
}

function allocateTable(file: string, table: ProjectTable, { preset, ...terms }: Terms, manner: Manner): Status {
  const request = withOneSpelling({ ...terms, projects: table.projects })
  const result = allocate(request)
  if (!result.ok)
    return refused(
      file,
      result.refusal.map((refusal) => located(refusal, table)),
    )

  if (table.ignored.length > 0) complain(french`Remarque : colonnes non lues : ${table.ignored.join(', ')}.`)
  if (preset) for (const line of sourcesOf(preset, request)) complain(line)
  if (manner.json) say(JSON.stringify({ file, ...jsonOf(result.value) }))
  else if (manner.csv) process.stdout.write(csvOf(result.value))
  else for (const line of textOf(result.value, manner.explain === true)) say(line)
  return DONE
}

function located(refusal: AllocationRefusal, { projects, lines }: ProjectTable): string {
  // Of a project that is there twice, the second line is the one too many.
  const position = projects.findLastIndex(({ id }) => id === refusal.project)
  const sentence = sentenceOfRefusal(refusal)
  return position < 0 ? sentence : french`Ligne ${lines[position]!} : ` + sentence
}

function refused(file: string, sentences: readonly string[]): Status {
  for (const sentence of sentences) complain(french`${file} : ${sentence}`)
  return REFUSED
}
