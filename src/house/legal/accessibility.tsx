import type { Settings } from '#platform/context'
import { formatDay } from '#ui/format'
import { telephoneHref } from '#ui/frame'
import { PageHeader, Section } from '#ui/heading'
import { Page, type SiteFrame } from '#ui/page'
import { levelOf } from './level.ts'
import { ToComplete } from './to-complete.tsx'

/**
 * `/accessibilite`: the declaration, in the order and the words of its official model.
 *
 * @see  loi n° 2005-102, art. 47; décret n° 2019-768; arrêté du 20 septembre 2019, annexe
 */
export function AccessibilityPage({ site, settings }: { readonly site: SiteFrame; readonly settings: Settings }) {
  const level = levelOf(settings)
  return (
    <Page
      site={site}
      path="/accessibilite"
      title="Accessibilité"
      description={`Déclaration d’accessibilité : ce site est ${level}. Ce qui manque encore, et comment nous le signaler.`}
      trail={[{ label: 'Accueil', href: '/' }]}
    >
      <PageHeader
        kicker="Déclaration d’accessibilité"
        title={`Accessibilité : ${level}`}
        lead="Tout le monde doit pouvoir utiliser ce site : avec un clavier, une loupe, une synthèse vocale, sur un petit écran ou sur papier."
      />
      <Section id="engagement" title="Notre engagement">
        <p>
          {settings.legal.publisher ?? <ToComplete />} s’engage à rendre ce site accessible, comme le demande l’article
          47 de la loi n° 2005-102 du 11 février 2005.
        </p>
        {site.url !== undefined && <p>Cette déclaration s’applique à {site.url}.</p>}
      </Section>
      <Section id="etat" title="État de conformité">
        <p>
          Ce site est <strong>{level}</strong> avec le référentiel général d’amélioration de l’accessibilité (RGAA),
          version 4.1.2. {settings.accessibility.level !== 'totalement' && 'Les raisons sont données plus bas.'}
        </p>
        <Audit {...settings} />
      </Section>
      <Section id="manques" title="Ce qui manque encore">
        <ul>
          {settings.accessibility.auditedOn === null && (
            <li>Aucun audit n’a encore vérifié les 106 critères du RGAA : d’autres défauts restent à trouver.</li>
          )}
          {KNOWN_GAPS.map((gap) => (
            <li>{gap}</li>
          ))}
        </ul>
      </Section>
      <Section id="technique" title="Comment ce site est fait et essayé">
        <p>
          HTML, CSS et SVG. Les pages se lisent et les formulaires s’envoient sans JavaScript : il n’ajoute que du
          confort.
        </p>
        <p>
          Chaque page est essayée par un programme (axe, règles WCAG 2.2 AA) dans Chromium, de jour et de nuit, à 320
          pixels de large, au clavier. Un tel programme ne voit pas tout : il ne remplace pas un audit.
        </p>
      </Section>
      <Section id="contact" title="Une page vous résiste ?">
        <p>
          Dites-le-nous : nous vous donnerons l’information autrement, et nous corrigerons.{' '}
          <a href="/contact?sujet=accessibilite">Nous écrire</a>
          <Telephone telephone={settings.contact.telephone} />.
        </p>
      </Section>
      <Remedies />
    </Page>
  )
}

// Told as long as they are true: each is met in the pages, none is a guess.
const KNOWN_GAPS: readonly string[] = [
  'Les noms de projets et de villes d’autres pays sont écrits dans leur langue sans que la page le dise aux synthèses vocales.',
  'Les fichiers à télécharger (bulletins, CSV, JSON) sont des données brutes : les tableaux des pages disent la même chose.',
]

function Audit({ accessibility }: Pick<Settings, 'accessibility'>) {
  if (accessibility.auditedOn === null) return <p>Aucun audit de conformité n’a encore été fait.</p>
  return (
    <p>
      L’audit de conformité fait le {formatDay(accessibility.auditedOn)} par {accessibility.auditedBy ?? <ToComplete />}{' '}
      {accessibility.rate === null
        ? 'fonde cette déclaration.'
        : `dit que ${String(accessibility.rate).replace('.', ',')} % des critères du RGAA sont respectés.`}
    </p>
  )
}

function Telephone({ telephone }: { readonly telephone: string | null }) {
  if (telephone === null) return null
  return (
    <>
      , ou nous appeler au <a href={telephoneHref(telephone)}>{telephone}</a>
    </>
  )
}

function Remedies() {
  return (
    <Section
      id="recours"
      title="Si nous ne répondons pas"
      lead="Vous nous avez signalé un défaut et rien ne change : vous pouvez saisir le Défenseur des droits."
    >
      <ul>
        <li>
          <a href="https://formulaire.defenseurdesdroits.fr/">Lui écrire un message</a> ;
        </li>
        <li>
          <a href="https://www.defenseurdesdroits.fr/saisir/delegues">Rencontrer sa déléguée ou son délégué</a>, près de
          chez vous ;
        </li>
        <li>
          L’appeler au <a href="tel:0969390000">09 69 39 00 00</a> ;
        </li>
        <li>
          Lui envoyer un courrier, gratuitement et sans timbre : Défenseur des droits, Libre réponse 71120, 75342 Paris
          Cedex 07.
        </li>
      </ul>
    </Section>
  )
}
