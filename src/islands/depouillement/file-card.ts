import { formatAmount, formatCount, formatInteger } from '#ui/format'
import { make } from './dom.ts'
import type { OpenFile } from './messages.ts'
import { notice } from './notice.ts'
import { dataTable } from './table.ts'

/** What was read: enough to see that it is the right file, then what is odd in it, line by line. */
export function fileCard(name: string, file: OpenFile): Node {
  const { budget, currency, decimals, voters, projects } = file
  return make(
    'div',
    { class: 'file-card' },
    make('p', { class: 'file-title' }, file.title || name),
    make('p', {}, VOTES[file.voteType]),
    make(
      'dl',
      { class: 'facts' },
      ...fact('Fichier', name),
      ...(file.place ? fact('Lieu', file.place) : []),
      ...fact('Votants', formatInteger(voters)),
      ...fact('Projets', formatInteger(projects.length)),
      ...fact('Budget', formatAmount({ units: budget, decimals, currency })),
      ...(file.announced ? fact('Règle annoncée', file.announced) : []),
    ),
    odditiesOf(file),
    make('p', {}, make('a', { class: 'button button-main', href: '#resultat' }, 'Voir le résultat')),
  )
}

export function refusedFile(name: string, sentence: string): Node {
  return notice('error', `${name} ne peut pas être compté.`, sentence)
}

// A screen holds some hundreds of lines; a file of 60 000 odd ones is read in an editor.
const ODDITIES_SHOWN = 200

function odditiesOf({ oddities }: OpenFile): Node {
  if (oddities.length === 0) return make('p', { class: 'hint' }, 'Le fichier suit le format à la lettre.')
  const shown = oddities.slice(0, ODDITIES_SHOWN)
  const hidden = oddities.length - shown.length
  return make(
    'details',
    { class: 'oddities' },
    make('summary', {}, formatCount(oddities.length, 'remarque sur le fichier', 'remarques sur le fichier')),
    make('p', {}, 'Chacune n’a qu’une lecture possible : le vote est compté. Voici ce qui a été compris.'),
    dataTable(
      'Remarques, ligne par ligne',
      [
        { header: 'Ligne', namesRow: true, cell: ({ line }) => (line > 0 ? `Ligne ${line}` : 'Tout le fichier') },
        { header: 'Remarque', cell: ({ sentence }) => sentence.replace(/^Ligne \d+\s?: /, '') },
      ],
      shown,
    ),
    hidden > 0 && make('p', {}, `Et ${formatInteger(hidden)} autres.`),
  )
}

function fact(label: string, value: string): readonly Node[] {
  return [make('div', {}, make('dt', {}, label), make('dd', {}, value))]
}

const VOTES: Readonly<Record<OpenFile['voteType'], string>> = {
  approval: 'Chaque personne choisit tous les projets qu’elle soutient.',
  'choose-1': 'Chaque personne choisit un seul projet.',
  cumulative: 'Chaque personne partage des points entre les projets qu’elle soutient.',
  scoring: 'Chaque personne note les projets.',
  ordinal: 'Chaque personne classe ses projets préférés, du premier au dernier.',
}
