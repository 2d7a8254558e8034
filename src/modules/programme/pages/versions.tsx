import { dayIn } from '#kernel/calendar'
import type { Standing } from '#modules/decisions'
import { Badge } from '#ui/badge'
import { formatDay } from '#ui/format'
import { Section } from '#ui/heading'
import { EmptyState } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import type { Change } from '../comparing.ts'
import type { Publication } from '../model.ts'
import { Tree } from './branches.tsx'
import { OriginLine, ProgrammePage, StandingLine } from './shell.tsx'
import { OlderVersion } from './tree.tsx'

export type StandingVersion = { readonly publication: Publication; readonly standing: Standing }

/** `/politique/versions`: everything that was published. */
export function VersionsPage(props: { readonly site: SiteFrame; readonly versions: readonly StandingVersion[] }) {
  const { site, versions } = props
  return (
    <ProgrammePage
      site={site}
      path="/politique/versions"
      tab="/politique/versions"
      title="Les versions du programme"
      lead="Une version publiée ne change plus. Vous pouvez comparer chacune à celle d’avant."
      description="Toutes les versions publiées du programme, et ce qui a changé de l’une à l’autre."
    >
      <DataTable
        caption="Versions publiées"
        captionHidden
        rows={versions}
        columns={[
          {
            header: 'Version',
            namesRow: true,
            cell: ({ publication: { number, programme } }) => (
              <a href={`/politique/versions/${number}`}>
                Version {number} : {programme.title}
              </a>
            ),
          },
          { header: 'Publiée le', cell: ({ publication }) => formatDay(dayIn(publication.publishedAt)) },
          { header: 'Décision', cell: ({ standing }) => <StandingLine standing={standing} /> },
          {
            header: 'Ce qui change',
            cell: ({ publication: { number } }) =>
              number === 1 ? (
                'première version'
              ) : (
                <a href={`/politique/versions/${number}/comparer`}>
                  Comparer {number} et {number - 1}
                </a>
              ),
          },
        ]}
        empty={
          <EmptyState title="Aucune version n’est encore publiée.">
            <p>La première paraîtra ici.</p>
          </EmptyState>
        }
      />
    </ProgrammePage>
  )
}

/** `/politique/versions/1`: a version as it was published. */
export function VersionPage(props: StandingVersion & { readonly site: SiteFrame; readonly last: number }) {
  const { site, publication, standing, last } = props
  const { number, programme, fingerprint, publishedAt } = publication
  return (
    <ProgrammePage
      site={site}
      path={`/politique/versions/${number}`}
      tab="/politique/versions"
      title={`Version ${number} du programme`}
      kicker={`${programme.title} ${programme.firstYear}-${programme.lastYear}`}
      lead={`Publiée le ${formatDay(dayIn(publishedAt))}. Elle ne change plus.`}
      description={`La version ${number} du programme, telle qu’elle a été publiée.`}
      actions={
        <>
          <StandingLine standing={standing} />
          <OriginLine origin={programme.source} />
        </>
      }
    >
      {number !== last && <OlderVersion last={last} />}
      <Tree programme={programme} />
      <p class="source">
        Empreinte (SHA-256) : <code class="fingerprint">{fingerprint}</code>
      </p>
    </ProgrammePage>
  )
}

/** `/politique/versions/2/comparer`: two versions side by side, in words. */
export function ComparePage(props: {
  readonly site: SiteFrame
  readonly before: Publication
  readonly after: Publication
  readonly changes: readonly Change[]
}) {
  const { site, before, after, changes } = props
  return (
    <ProgrammePage
      site={site}
      path={`/politique/versions/${after.number}/comparer`}
      tab="/politique/versions"
      trail={[{ label: 'Versions', href: '/politique/versions' }]}
      title={`De la version ${before.number} à la version ${after.number}`}
      lead={`Ce qui a changé entre le ${formatDay(dayIn(before.publishedAt))} et le ${formatDay(dayIn(after.publishedAt))}.`}
      description={`Ce qui a changé du programme, de la version ${before.number} à la version ${after.number}.`}
    >
      <Changes changes={changes} names={[`Version ${before.number}`, `Version ${after.number}`]} />
    </ProgrammePage>
  )
}

/** Differences in words: what was written, what is now. `names` are those of the two texts. */
export function Changes(props: { readonly changes: readonly Change[]; readonly names: readonly [string, string] }) {
  const { changes, names } = props
  if (changes.length === 0) return <p>Rien n’a changé.</p>
  return (
    <>
      {changes.map((change, rank) => (
        <Section id={`changement-${rank + 1}`} title={change.title}>
          <p>
            <Badge kind={KIND_BADGES[change.kind]}>{KIND_WORDS[change.kind]}</Badge>
          </p>
          {change.parts.length > 0 && (
            <DataTable
              caption={`Ce qui change : ${change.title}`}
              captionHidden
              rows={change.parts}
              columns={[
                { header: 'Quoi', namesRow: true, cell: ({ label }) => label },
                { header: names[0], cell: ({ before }) => (before === null ? 'rien' : <del>{before}</del>) },
                { header: names[1], cell: ({ after }) => (after === null ? 'rien' : <ins>{after}</ins>) },
              ]}
            />
          )}
        </Section>
      ))}
    </>
  )
}

const KIND_WORDS: Readonly<Record<Change['kind'], string>> = {
  added: 'Ajouté',
  removed: 'Retiré',
  changed: 'Changé',
  moved: 'Déplacé',
}
const KIND_BADGES = { added: 'fresh', removed: 'withdrawn', changed: 'draft', moved: 'draft' } as const
