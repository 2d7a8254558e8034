import { dayIn } from '#kernel/calendar'
import { ButtonLink } from '#ui/action'
import { type DeskFrame, DeskPage } from '#ui/desk'
import { FieldGroup, Form, type FormState, type HiddenKeys, SubmitRow, TextArea, TextField } from '#ui/form'
import { formatDay } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { EmptyState, Notice } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import { PanoramaBlocks } from '../pages/panoramas.tsx'
import { BLOCK_NAMES, type BlockName, type Panorama, rankField, wordsField } from '../reports/panorama.ts'
import type { Publication, StoredDraft } from '../store/index.ts'
import { TABLE_TITLES } from '../tables/index.ts'

const PATH = '/agents/panorama'

type Shell = { readonly site: SiteFrame; readonly desk: DeskFrame; readonly keys: HiddenKeys }

/** `/agents/panorama`: the panoramas, and the sites that may show figures. */
export function ListPage(
  props: Shell & {
    readonly drafts: readonly StoredDraft[]
    readonly publications: readonly Publication[]
    readonly embedding: FormState
  },
) {
  const { site, desk, keys, drafts, publications, embedding } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Panorama annuel"
      description="Composer et publier le panorama de l’ESS."
      current={PATH}
      publicFace={{ label: 'Voir les panoramas publiés', href: '/observatoire/panoramas' }}
    >
      <PageHeader
        title="Panorama annuel"
        lead="Choisissez des chiffres, mettez-les en ordre, ajoutez vos mots. Une fois publié, rien ne change plus."
      >
        <ButtonLink href={`${PATH}/nouveau`} icon="plus">
          Composer un panorama
        </ButtonLink>
      </PageHeader>
      <Section id="panoramas" title="Vos panoramas">
        <Drafts drafts={drafts} publications={publications} />
      </Section>
      <Section
        id="ailleurs"
        title="Les chiffres sur d’autres sites"
        lead="Chaque tableau peut être montré dans un cadre."
      >
        <Form action={`${PATH}/cadre`} keys={keys} state={embedding}>
          <TextArea
            name="sites"
            label="Sites qui peuvent montrer les chiffres dans un cadre"
            hint="Un par ligne, par exemple https://www.commune.example"
            state={embedding}
            optional
            rows={3}
          />
          <SubmitRow label="Enregistrer ces sites" />
        </Form>
      </Section>
    </DeskPage>
  )
}

function Drafts(props: { readonly drafts: readonly StoredDraft[]; readonly publications: readonly Publication[] }) {
  const { drafts, publications } = props
  const lastOf = (year: number) => publications.find((each) => each.year === year)
  return (
    <DataTable
      caption="Panoramas"
      captionHidden
      rows={drafts}
      columns={[
        {
          header: 'Édition',
          namesRow: true,
          cell: ({ year, title }) => (
            <a href={`${PATH}/${year}`}>
              {year} : {title}
            </a>
          ),
        },
        { header: 'Modifié le', cell: ({ changedAt }) => formatDay(dayIn(changedAt)) },
        { header: 'Publié', cell: ({ year }) => publishedWords(lastOf(year)) },
        { header: 'Aperçu', cell: ({ year }) => <a href={`${PATH}/${year}/apercu`}>Voir l’aperçu {year}</a> },
      ]}
      empty={
        <EmptyState title="Aucun panorama.">
          <p>Composez le premier : une proposition est déjà remplie.</p>
        </EmptyState>
      }
    />
  )
}

function publishedWords(last: Publication | undefined) {
  if (last === undefined) return 'pas encore'
  return (
    <a href={`/observatoire/panoramas/${last.year}`}>
      version {last.version}, le {formatDay(dayIn(last.publishedAt))}
    </a>
  )
}

/** The form of a panorama: a place and some words for each figure. */
export function ComposePage(
  props: Shell & { readonly state: FormState; readonly year: number | undefined; readonly version: number },
) {
  const { site, desk, keys, state, year, version } = props
  const title = year === undefined ? 'Composer un panorama' : `Panorama ${year}`
  const action = year === undefined ? `${PATH}/nouveau` : `${PATH}/${year}`
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={title}
      description="Choisir les chiffres d’un panorama, leur ordre et leurs mots."
      current={PATH}
      trail={[{ label: 'Panorama annuel', href: PATH }]}
    >
      <PageHeader
        title={title}
        lead="Une place à chaque chiffre que vous gardez : 1 pour le premier. Sans place, il n’y est pas."
      />
      <Form action={action} keys={keys} state={state} keep={{ version: String(version) }}>
        {year === undefined && (
          <TextField
            name="annee"
            label="Année de l’édition"
            state={state}
            inputmode="numeric"
            width={6}
            maxlength={4}
          />
        )}
        <TextField name="titre" label="Titre" state={state} maxlength={150} />
        {BLOCK_NAMES.map((block) => (
          <BlockFields block={block} state={state} />
        ))}
        <SubmitRow
          label="Enregistrer et voir l’aperçu"
          note="Rien n’est publié : vous verrez d’abord la page."
          ways={[{ label: 'Revenir à la liste', href: PATH }]}
        />
      </Form>
    </DeskPage>
  )
}

function BlockFields({ block, state }: { readonly block: BlockName; readonly state: FormState }) {
  return (
    <FieldGroup title={BLOCK_TITLES[block]}>
      <TextField
        name={rankField(block)}
        label={`Place : ${BLOCK_TITLES[block]}`}
        state={state}
        inputmode="numeric"
        width={4}
        maxlength={2}
        optional
      />
      <TextArea
        name={wordsField(block)}
        label={`Vos mots : ${BLOCK_TITLES[block]}`}
        hint="Une ligne vide sépare deux paragraphes."
        state={state}
        rows={3}
        optional
      />
    </FieldGroup>
  )
}

const BLOCK_TITLES: Readonly<Record<BlockName, string>> = {
  ...TABLE_TITLES,
  'chiffres-cites': 'Les chiffres cités d’autres sources',
  'chiffres-calcules': 'Les chiffres clés calculés ici',
  series: 'Les séries, avec leurs ruptures',
}

/** `/agents/panorama/2026/apercu`: as readers will see it, then the button that freezes it. */
export function PreviewPage(
  props: Shell & {
    readonly panorama: Panorama
    readonly version: number
    /** How many figures were chosen: some may have nothing to show yet. */
    readonly chosenCount: number
    readonly origin: string
    readonly state: FormState
  },
) {
  const { site, desk, keys, panorama, version, chosenCount, origin, state } = props
  const { year, title, blocks } = panorama
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={`Aperçu : ${title}`}
      description="Le panorama tel qu’il sera publié."
      current={PATH}
      trail={[
        { label: 'Panorama annuel', href: PATH },
        { label: `Panorama ${year}`, href: `${PATH}/${year}` },
      ]}
      publicFace={{ label: 'Voir les panoramas publiés', href: '/observatoire/panoramas' }}
    >
      <PageHeader
        kicker={`Aperçu, édition ${year}`}
        title={title}
        lead="Ce que les lecteurs verront, avec les chiffres d’aujourd’hui."
      />
      {blocks.length < chosenCount && (
        <Notice kind="warning" title={`Des chiffres choisis n’ont rien à montrer : ${chosenCount - blocks.length}.`}>
          <p>Ils ne seront pas dans le panorama. Le fichier dont ils viennent n’est pas encore en service.</p>
        </Notice>
      )}
      <Form action={`${PATH}/${year}/publier`} keys={keys} state={state} keep={{ version: String(version) }}>
        <SubmitRow
          label={`Publier le panorama ${year}`}
          note="La page et le PDF gardent ces chiffres pour toujours. Une correction sera une nouvelle version."
          ways={[{ label: 'Revenir au texte', href: `${PATH}/${year}` }]}
        />
      </Form>
      <PanoramaBlocks panorama={panorama} origin={origin} />
    </DeskPage>
  )
}
