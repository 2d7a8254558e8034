import { currentRule } from '#kernel/perimeter'
import type { Algorithm } from '#platform/context'

/** Rules that say who is in the directory, and in which order it is read. */
export const directoryAlgorithms: readonly Algorithm[] = [
  {
    slug: 'perimetre-ess',
    name: 'Qui fait partie de l’économie sociale et solidaire',
    purpose: 'Dire, pour chaque structure, si elle fait partie de l’ESS, et selon qui.',
    operation:
      'La règle lit la forme juridique, l’activité et les reconnaissances (agrément, label). Elle garde chaque raison. Quand deux sources se contredisent, elle ne tranche pas : une personne regarde.',
    version: currentRule().version,
    data: 'Les fichiers publics des entreprises et des associations, et les listes publiées par l’État et les réseaux.',
    weight: 'proposes',
    decidedBy: 'Un agent tranche les désaccords. Une structure peut demander une correction depuis sa fiche.',
    specification: 'docs/specifications/perimeter.md',
    source: 'src/kernel/perimeter',
  },
  {
    slug: 'ordre-de-recherche',
    name: 'L’ordre des réponses de la recherche',
    purpose: 'Montrer d’abord ce qui ressemble le plus à vos mots.',
    operation:
      'Les accents et les majuscules ne comptent pas. Une réponse dont le nom commence par vos mots passe devant celle qui les contient plus loin. Personne ne peut payer ni demander une meilleure place.',
    version: '1',
    data: 'Vos mots, le temps de répondre : ils ne sont pas gardés. Les noms publiés.',
    weight: 'informs',
    decidedBy: 'Personne : c’est un ordre d’affichage.',
    specification: null,
    source: 'src/kernel/search',
  },
]
