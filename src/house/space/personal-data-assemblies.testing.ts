type Rows = readonly (readonly [string, readonly Readonly<Record<string, unknown>>[]])[]

/** An assembly of two members who have no account: their names stay in its minutes. */
export function assemblyRows(id: (end: string) => string, agent: string, at: Date): Rows {
  const [assembly, question, giver, holder] = [id('da01'), id('da02'), id('da03'), id('da04')]
  const named = (member: string, number: number, name: string) => ({
    ...{ id: member, assembly_id: assembly, college: 'tous', number, name },
    code_hash: Buffer.alloc(32, number),
  })
  const stated = { quorum_first: '1/2', quorum_second: '0', quorum_scope: 'assembly', convocation: 1, proxy_cap: 1 }
  return [
    [
      'assembly',
      [
        {
          ...{ id: assembly, slug: 'assemblee-essai', title: 'Assemblée d’essai', held_on: '2026-06-01', place: '' },
          ...{ ...stated, state: 'session', code_seed: Buffer.alloc(32, 7), created_by: agent, created_at: at },
        },
      ],
    ],
    ['assembly_college', [{ assembly_id: assembly, code: 'tous', position: 0, name: 'Tous', weight: '1' }]],
    ['assembly_member', [named(giver, 1, 'Membre Une'), named(holder, 2, 'Membre Deux')]],
    ['assembly_presence', [{ assembly_id: assembly, member_id: holder, arrived_at: at }]],
    ['assembly_proxy', [{ assembly_id: assembly, giver_id: giver, holder_id: holder, given_at: at }]],
    [
      'assembly_question',
      [
        {
          ...{ id: question, assembly_id: assembly, number: 1, title: 'Approuver', details: '', kind: 'motion' },
          ...{
            silent: 'shared',
            threshold: '1/2',
            is_strict: true,
            base: 'expressed',
            candidates: [],
            state: 'closed',
          },
        },
      ],
    ],
    ['assembly_vote', [{ question_id: question, member_id: giver, cast_by: holder, answer: 'yes', cast_at: at }]],
    ['assembly_result', [{ question_id: question, voters: [giver, holder], closed_by: agent, closed_at: at }]],
  ]
}
