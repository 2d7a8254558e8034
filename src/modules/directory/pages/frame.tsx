import { raw } from 'hono/html'
import { formatCount } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { Page, type SiteFrame } from '#ui/page'
import { type Asked, addressOf } from '../asked.ts'
import type { Atlas } from '../map/index.ts'
import type { Entry } from '../narrowing.ts'
import { Lines } from './lines.tsx'
import { DIRECTORY, TRAIL } from './list.tsx'

/** `/annuaire/integrer`: how another site shows a part of the directory. */
export function EmbedPage({ site, embedders }: { readonly site: SiteFrame; readonly embedders: readonly string[] }) {
  const url = site.url ?? ''
  return (
    <Page
      site={site}
      path="/annuaire/integrer"
      title="Montrer l’annuaire sur votre site"
      description="Un cadre avec les structures de l’ESS de votre commune ou de votre secteur, et les données à reprendre."
      current={DIRECTORY.href}
      trail={[...TRAIL, DIRECTORY]}
    >
      <PageHeader
        title="Montrer l’annuaire sur votre site"
        lead="Un cadre avec les structures de votre commune, de votre groupement ou d’un secteur. Il se met à jour seul."
      />
      <Section id="cadre" title="Le cadre">
        <p>Cherchez et filtrez dans l’annuaire, puis remplacez « /annuaire » par « /annuaire/cadre » dans l’adresse.</p>
        <pre>
          <code>{`<iframe src="${url}/annuaire/cadre?commune=…" title="Annuaire de l’ESS" width="100%" height="600"></iframe>`}</code>
        </pre>
        <p>
          {embedders.length === 0
            ? 'Aucun site n’y est autorisé pour l’instant. Écrivez-nous pour ajouter le vôtre : '
            : 'Seuls les sites que nous avons autorisés peuvent le montrer. Pour ajouter le vôtre : '}
          <a href="/contact">nous contacter</a>. <a href="/annuaire/cadre">Voir le cadre</a>
        </p>
      </Section>
      <Section id="donnees" title="Les données" lead="Pour faire votre propre page, votre carte ou votre calcul.">
        <ul class="link-list">
          <li>
            <a href="/annuaire.csv">Tout l’annuaire pour un tableur (CSV)</a>
          </li>
          <li>
            <a href="/api/v1/organisations">Tout l’annuaire pour un programme (JSON)</a>, décrit dans{' '}
            <a href="/api/openapi.json">la notice des données</a>
          </li>
        </ul>
        <p>
          Les filtres de l’annuaire s’écrivent pareil dans ces deux adresses. Citez la source dite dans chaque ligne.
        </p>
      </Section>
    </Page>
  )
}

/** `/annuaire/cadre`: a bare list for the frame of another site; each link opens here, in a window of its own. */
export function FramePage(props: {
  readonly site: SiteFrame
  readonly asked: Asked
  readonly entries: readonly Entry[]
  readonly found: number
  readonly atlas: Atlas | undefined
}) {
  const { site, asked, entries, found, atlas } = props
  return (
    <>
      {raw('<!doctype html>')}
      <html lang="fr">
        <head>
          <meta charset="utf-8" />
          <title>Annuaire de l’ESS · {site.serviceName}</title>
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="description" content="Des structures de l’économie sociale et solidaire." />
          <meta name="robots" content="noindex" />
          <link rel="stylesheet" href={site.assets.stylesheet} />
        </head>
        <body class="agenda-frame">
          <nav aria-label="Accès rapide">
            <a class="skip" href="#contenu">
              Aller au contenu
            </a>
          </nav>
          <main id="contenu" tabindex={-1}>
            <h1>Annuaire de l’ESS</h1>
            <p>
              {[formatCount(found, 'structure', 'structures'), ...asked.active.map(({ label }) => label)].join(' · ')}
            </p>
            {entries.length === 0 && <p>Aucune structure ne répond.</p>}
            <Lines entries={entries} atlas={atlas} level={2} isFramed />
          </main>
          <footer>
            <FrameLink href={addressOf('/annuaire', asked.fields)} label="Voir l’annuaire" /> ·{' '}
            <FrameLink href="/contact" label="Nous contacter" /> ·{' '}
            <FrameLink href="/accessibilite" label={site.accessibility ?? 'Accessibilité'} />
          </footer>
        </body>
      </html>
    </>
  )
}

function FrameLink({ href, label }: { readonly href: string; readonly label: string }) {
  return (
    <a href={href} target="_blank" rel="noopener">
      {label}
      <span class="hidden"> (autre fenêtre)</span>
    </a>
  )
}
