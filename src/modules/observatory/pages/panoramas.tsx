import { dayIn } from '#kernel/calendar'
import { formatDay } from '#ui/format'
import { Section } from '#ui/heading'
import { DownloadList, EntryList } from '#ui/list'
import { EmptyState, Notice } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import type { Panorama, PanoramaBlock } from '../reports/panorama.ts'
import { paragraphsIn } from '../reports/panorama-report.ts'
import type { Publication } from '../store/index.ts'
import { TableBlock } from './block.tsx'
import { drawingOf } from './faces.tsx'
import { FigureList } from './figures.tsx'
import { SeriesBlock } from './series-block.tsx'
import { ObservatoryPage } from './shell.tsx'

/** `/observatoire/panoramas`: one a year, the last one first. */
export function PanoramasPage(props: { readonly site: SiteFrame; readonly publications: readonly Publication[] }) {
  const { site, publications } = props
  const last = publications.filter(({ year }, index) => publications.findIndex((each) => each.year === year) === index)
  return (
    <ObservatoryPage
      site={site}
      path="/observatoire/panoramas"
      title="Les panoramas"
      lead="Une fois par an, l’essentiel de l’ESS ici, écrit par la mission et gardé tel quel."
      description={`Les panoramas annuels de l’ESS, ${site.territoryName}.`}
    >
      {last.length === 0 ? (
        <EmptyState title="Aucun panorama n’est encore publié.">
          <p>Le premier paraîtra ici. En attendant, tous les chiffres sont dans les pages de l’observatoire.</p>
        </EmptyState>
      ) : (
        <EntryList
          entries={last.map(({ year, title, publishedAt }) => ({
            href: `/observatoire/panoramas/${year}`,
            kicker: `Édition ${year}`,
            title,
            lead: `Publié le ${formatDay(dayIn(publishedAt))}.`,
          }))}
        />
      )}
    </ObservatoryPage>
  )
}

/** `/observatoire/panoramas/2026`: as it was published, whatever was imported since. */
export function PanoramaPage(props: {
  readonly site: SiteFrame
  readonly origin: string
  readonly panorama: Panorama
  readonly shown: Publication
  /** Every version of that year, the last one first. */
  readonly versions: readonly Publication[]
}) {
  const { site, origin, panorama, shown, versions } = props
  const path = versionPath(shown, versions)
  return (
    <ObservatoryPage
      site={site}
      path={path}
      tab="/observatoire/panoramas"
      title={panorama.title}
      lead={`Édition ${panorama.year}, publiée le ${formatDay(dayIn(shown.publishedAt))}. Ses chiffres ne changent plus.`}
      description={`${panorama.title} : le panorama de l’ESS, édition ${panorama.year}.`}
    >
      {shown !== versions[0] && (
        <Notice kind="warning" title="Une version plus récente existe.">
          <p>
            <a href={`/observatoire/panoramas/${panorama.year}`}>Lire la dernière version</a>
          </p>
        </Notice>
      )}
      <PanoramaBlocks panorama={panorama} origin={origin} />
      <Section id="imprimer" title="Imprimer, vérifier">
        <DownloadList
          downloads={[
            {
              href: `/observatoire/panoramas/${shown.year}/${shown.version}.pdf`,
              format: 'PDF',
              label: panorama.title,
              what: 'Le même texte, les mêmes chiffres, lus aussi par une synthèse vocale.',
              bytes: shown.pdfBytes,
            },
            {
              href: `/observatoire/panoramas/${shown.year}/${shown.version}.json`,
              format: 'JSON',
              label: 'Le texte et les chiffres tels qu’ils ont été publiés',
              what: 'Pour un programme, et pour vérifier l’empreinte.',
            },
          ]}
        />
        <p class="source">
          Empreinte (SHA-256) : <code class="fingerprint">{shown.fingerprint}</code>
        </p>
        {versions.length > 1 && <Versions versions={versions} />}
      </Section>
    </ObservatoryPage>
  )
}

/** What a panorama shows: the agent's words, then the figure they are about. */
export function PanoramaBlocks({ panorama, origin }: { readonly panorama: Panorama; readonly origin: string }) {
  return (
    <>
      {panorama.blocks.map((block, rank) => (
        <OneBlock block={block} rank={rank} origin={origin} />
      ))}
    </>
  )
}

type BlockProps = { readonly block: PanoramaBlock; readonly rank: number; readonly origin: string }

function OneBlock({ block, rank, origin }: BlockProps) {
  const words = paragraphsIn(block.words).map((text) => <p>{text}</p>)
  if (block.kind === 'table') {
    return (
      <TableBlock table={block.table} origin={origin} isFrozen {...drawingOf(block.table)}>
        {words}
      </TableBlock>
    )
  }
  if (block.kind === 'figures') {
    return (
      <Section id={`bloc-${rank + 1}`} title={block.title}>
        {words}
        <FigureList figures={block.figures} />
      </Section>
    )
  }
  return (
    <>
      {words.length > 0 && (
        <Section id={`bloc-${rank + 1}`} title={block.title}>
          {words}
        </Section>
      )}
      {block.series.map((series) => (
        <SeriesBlock series={series} origin={undefined} />
      ))}
    </>
  )
}

function Versions({ versions }: { readonly versions: readonly Publication[] }) {
  return (
    <DataTable
      caption="Toutes les versions de cette édition"
      rows={versions}
      columns={[
        {
          header: 'Version',
          namesRow: true,
          cell: (each) => <a href={versionPath(each, versions)}>Version {each.version}</a>,
        },
        { header: 'Publiée le', cell: ({ publishedAt }) => formatDay(dayIn(publishedAt)) },
        { header: 'Empreinte', cell: ({ fingerprint }) => `${fingerprint.slice(0, 16)}…` },
      ]}
    />
  )
}

function versionPath(shown: Publication, versions: readonly Publication[]): string {
  const path = `/observatoire/panoramas/${shown.year}`
  return shown.version === versions[0]?.version ? path : `${path}?version=${shown.version}`
}
