import { INSEE_SECRECY } from '#kernel/secrecy'
import type { Algorithm } from '#platform/context'

/** The rule that hides a figure. */
export const observatoryAlgorithms: readonly Algorithm[] = [
  {
    slug: 'secret-statistique',
    name: 'Le secret statistique',
    purpose: 'Ne publier aucun chiffre qui ferait deviner ce qu’une seule entreprise a répondu.',
    operation: `Une case est cachée quand moins de ${INSEE_SECRECY.leastEnterprises} entreprises la composent, ou quand l’une d’elles fait plus de ${INSEE_SECRECY.greatestShareBasisPoints / 100} % du total. D’autres cases sont cachées pour qu’aucune soustraction ne la retrouve.`,
    version: `1 (seuils de l’Insee : ${INSEE_SECRECY.leastEnterprises} entreprises, ${INSEE_SECRECY.greatestShareBasisPoints / 100} %)`,
    data: 'Les réponses des entreprises, le temps du calcul : elles ne sont pas gardées.',
    weight: 'decides',
    decidedBy: 'Le programme cache. Un second programme, écrit à part, vérifie avant toute publication.',
    specification: 'docs/specifications/secrecy.md',
    source: 'src/kernel/secrecy',
  },
]
