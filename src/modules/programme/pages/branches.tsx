import type { Child } from 'hono/jsx'
import { Badge } from '#ui/badge'
import { Section } from '#ui/heading'
import { Facts } from '#ui/list'
import { type Action, type Ambition, listActions, type Orientation, type Programme } from '../model.ts'
import { writtenGoal, writtenMark } from '../words.ts'
import { MoneySource } from './money.tsx'
import { OriginLine } from './shell.tsx'
import { type Followed, SideBySide } from './side-by-side.tsx'

/** What stands around the branches: what becomes of the actions, or nothing for a version as it was published. */
type Around = { readonly followed: Followed | undefined; readonly oneService: string | undefined }

/** The tree: each ambition, its orientations on one thread, their actions on its twigs. */
export function Tree({ programme, followed }: { readonly programme: Programme; readonly followed?: Followed }) {
  const around = { followed, oneService: oneServiceOf(programme) }
  return (
    <>
      {programme.ambitions.map((ambition) => (
        <AmbitionPart ambition={ambition} {...around} />
      ))}
    </>
  )
}

/** The service of every action, when they have the same: it is said once. */
export function oneServiceOf(programme: Programme): string | undefined {
  const services = new Set(listActions(programme).map(({ action }) => action.service))
  return services.size === 1 ? [...services][0] : undefined
}

function AmbitionPart({ ambition, ...around }: Around & { readonly ambition: Ambition }) {
  return (
    <Section id={ambition.slug} title={titleOf('Ambition', ambition)} lead={ambition.words}>
      <OriginLine origin={ambition.source} />
      {around.oneService !== undefined && <p>Toutes ses actions sont conduites par : {around.oneService}.</p>}
      {around.followed !== undefined && <MoneySource money={around.followed.money} />}
      <ol class="tree">
        {ambition.orientations.map((orientation) => (
          <Branch orientation={orientation} {...around} />
        ))}
      </ol>
    </Section>
  )
}

function Branch({ orientation, ...around }: Around & { readonly orientation: Orientation }) {
  const { slug, words, source, actions } = orientation
  return (
    <li class="tree-branch">
      <h3 id={slug}>{titleOf('Orientation', orientation)}</h3>
      {words !== '' && <p>{words}</p>}
      <OriginLine origin={source} />
      {actions.length === 0 ? (
        <p>Aucune action n’est encore écrite.</p>
      ) : (
        <ul class="tree-twigs">
          {actions.map((action) => (
            <Twig action={action} {...around} />
          ))}
        </ul>
      )}
    </li>
  )
}

function Twig({ action, followed, oneService }: Around & { readonly action: Action }) {
  const { slug, title, words, source, service } = action
  return (
    <li class="tree-twig">
      <h4>
        {followed === undefined ? title : <a href={`/politique/actions/${slug}`}>{title}</a>}{' '}
        {source.isFictitious && <Badge kind="fictitious" />}
      </h4>
      <p>{words}</p>
      {followed === undefined ? (
        <Facts facts={writtenFacts(action)} />
      ) : (
        <>
          {oneService === undefined && <p class="source">Conduite par : {service}</p>}
          <SideBySide action={action} followed={followed} />
        </>
      )}
    </li>
  )
}

/** Everything a version says of an action. */
function writtenFacts(action: Action): readonly { readonly label: string; readonly value: Child }[] {
  const { service, partners, indicators, lines, legalBasis, goals } = action
  const facts = [
    { label: 'Service', value: service },
    { label: 'Partenaires', value: partners.map(({ name }) => name).join(', ') },
    {
      label: 'Indicateurs',
      value: indicators.map((each) => `${each.title}, cible : ${writtenMark(each.target, each)}`).join(' ; '),
    },
    { label: 'Lignes de budget', value: lines.join(', ') },
    { label: 'Base légale', value: `${legalBasis.article} (${legalBasis.competence})` },
    { label: 'Objectifs', value: goals.map(writtenGoal).join(' ; ') },
  ]
  return facts.filter(({ value }) => value !== '')
}

/** « Ambition 13 : Promouvoir… » */
export function titleOf(kind: string, { number, title }: { readonly number: string; readonly title: string }): string {
  return number === '' ? title : `${kind}\u00a0${number}\u00a0: ${title}`
}
