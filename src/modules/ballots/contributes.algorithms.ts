import { french } from '#kernel/french'
import type { Rule } from '#kernel/tally'
import type { Algorithm } from '#platform/context'
import { countByRule } from './store/uses.ts'

type Told = Pick<Algorithm, 'slug' | 'name' | 'operation' | 'source'> & { readonly kind: Rule['kind'] }

const RULES: readonly Told[] = [
  {
    kind: 'equal-shares',
    slug: 'parts-egales',
    name: 'Voter : les parts égales',
    operation: french`L'enveloppe est partagée également entre les votants. Un projet est financé quand ceux qui l'ont choisi peuvent le payer ensemble. On prend d'abord celui qui coûte le moins à chacun.`,
    source: 'src/kernel/tally/equal-shares',
  },
  {
    kind: 'greedy',
    slug: 'plus-soutenus',
    name: 'Voter : les plus soutenus d’abord',
    operation: french`Les projets sont rangés du plus choisi au moins choisi. On finance dans cet ordre, tant qu'il reste assez d'argent.`,
    source: 'src/kernel/tally/greedy.ts',
  },
  {
    kind: 'phragmen',
    slug: 'phragmen',
    name: 'Voter : la règle de Phragmén',
    operation: french`Chaque votant reçoit de l'argent peu à peu, au même rythme. Un projet est financé dès que ceux qui l'ont choisi ont assez pour le payer.`,
    source: 'src/kernel/tally/phragmen.ts',
  },
  {
    kind: 'max-welfare',
    slug: 'plus-grand-total',
    name: 'Voter : le plus grand total',
    operation: french`On essaie tous les groupes de projets que l'argent permet de payer. On garde celui qui obtient le plus grand total.`,
    source: 'src/kernel/tally/max-welfare.ts',
  },
]

/** The rules that go from ballots to funded projects, and from voices of colleges to a decision. */
export const ballotAlgorithms: readonly Algorithm[] = [...RULES.map(toldOf), weightedVote()]

function toldOf({ kind, ...rule }: Told): Algorithm {
  return {
    ...rule,
    purpose: 'Passer des bulletins aux projets financés, de la même façon pour tous.',
    version: '1. Chaque scrutin garde la règle exacte avec laquelle il a été compté.',
    data: 'Les bulletins publiés, sans nom ; le coût de chaque projet ; l’enveloppe.',
    weight: 'proposes',
    decidedBy: 'Le vote est consultatif : la commission permanente attribue les subventions.',
    specification: 'docs/specifications/tally.md',
    usage: async (db) => {
      const count = (await countByRule(db)).get(kind) ?? 0
      if (count === 0) return 'Aucun scrutin publié ici ne l’utilise.'
      return `${count} ${count === 1 ? 'scrutin publié ici l’utilise' : 'scrutins publiés ici l’utilisent'}.`
    },
  }
}

function weightedVote(): Algorithm {
  return {
    slug: 'vote-par-colleges',
    name: 'Voter en assemblée : les collèges',
    purpose: 'Passer des voix des membres à la décision d’une assemblée, selon le poids de chaque collège.',
    operation: french`Dans chaque collège, on compte la part des voix pour. Cette part est multipliée par le poids du collège. La décision est prise quand le total dépasse la majorité que l'assemblée a fixée.`,
    version: '1. Chaque assemblée garde ses poids, son quorum et sa majorité.',
    data: 'Les voix données en assemblée, les pouvoirs, le poids de chaque collège.',
    weight: 'decides',
    decidedBy: 'Les membres de l’assemblée.',
    specification: 'docs/specifications/weighted-vote.md',
    source: 'src/kernel/weighted',
  }
}
