import type { Action, Aim, Indicator, Programme } from '../model.ts'

const SOURCE = { label: 'Le Pacte', url: null, isFictitious: false } as const

export function aimNamed(slug: string, title: string): Aim {
  return { slug, number: '', title, words: '', source: SOURCE }
}

export function indicatorNamed(slug: string, title: string): Indicator {
  return { slug, title, unit: 'structures', baseline: null, target: null }
}

/** An action that lacks nothing, with what the test is about. */
export function actionNamed(slug: string, about: Partial<Action> = {}): Action {
  return {
    ...{ slug, title: `L’action ${slug}`, words: 'Ce qu’elle fait.', source: SOURCE, service: 'Mission ESS' },
    ...{ partners: [], indicators: [], lines: [], goals: [], places: [], startsOn: null, endsOn: null },
    legalBasis: { article: 'CGCT, article L3211-1', competence: 'solidarités territoriales' },
    ...about,
  }
}

export const EMPTY: Programme = {
  ...{ title: 'Un pacte', firstYear: 2024, lastYear: 2027, source: SOURCE, adoption: null },
  ambitions: [],
}

/** One ambition, two orientations, two actions under the second, a budget line each. */
export const SMALL: Programme = {
  ...EMPTY,
  ambitions: [
    {
      ...aimNamed('promouvoir', 'Promouvoir'),
      orientations: [
        { ...aimNamed('connaitre', 'Connaître'), actions: [] },
        {
          ...aimNamed('soutenir', 'Soutenir'),
          actions: [
            actionNamed('aides', { lines: ['F-1'], indicators: [indicatorNamed('structures', 'Structures aidées')] }),
            actionNamed('vote', { lines: ['F-2'] }),
          ],
        },
      ],
    },
  ],
}
