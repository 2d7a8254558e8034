import type { Algorithm } from '#platform/context'
import { PageHeader, Section } from '#ui/heading'
import { Notice } from '#ui/message'
import { Page, type SiteFrame } from '#ui/page'
import { Definitions } from '#ui/text'

export type ToldAlgorithm = Algorithm & { readonly used: string | undefined }

/** `/transparence/algorithmes`: each rule in use that decides something of people or money, or helps to. */
export function AlgorithmsPage(props: { readonly site: SiteFrame; readonly algorithms: readonly ToldAlgorithm[] }) {
  const { site, algorithms } = props
  return (
    <Page
      site={site}
      path="/transparence/algorithmes"
      title="Les règles de calcul"
      description="Chaque calcul qui aide à décider ici : à quoi il sert, ce qu’il lit, ce qu’il pèse et qui décide."
      current="/transparence"
      trail={[
        { label: 'Accueil', href: '/' },
        { label: 'Transparence', href: '/transparence' },
      ]}
    >
      <PageHeader
        kicker="Transparence"
        title="Les règles de calcul"
        lead="Un calcul peut compter dans une décision qui vous concerne. Voici chacun d’eux : à quoi il sert, ce qu’il lit, et qui décide à la fin."
      />
      <Section id="vos-droits" title="Vos droits">
        <p>
          Vous pouvez demander la règle, et comment elle a été appliquée pour vous.{' '}
          <a href="/contact">Écrivez-nous ou appelez-nous</a>, en disant de quelle décision il s’agit. La réponse vous
          est donnée en mots simples.
        </p>
        <Notice kind="info" title="Aucun de ces calculs n’attribue seul une subvention.">
          <p>L’assemblée ou la commission permanente décide. Elle peut s’écarter de ce qu’un calcul propose.</p>
        </Notice>
        <p class="hint">Code des relations entre le public et l’administration, articles L311-3-1 et L312-1-3.</p>
      </Section>
      {algorithms.map((algorithm) => (
        <Section id={algorithm.slug} title={algorithm.name} lead={algorithm.purpose}>
          <Definitions words={wordsOf(algorithm)} />
        </Section>
      ))}
    </Page>
  )
}

const WEIGHTS: Readonly<Record<Algorithm['weight'], string>> = {
  decides: 'Décision : ce qu’il donne est appliqué tel quel.',
  proposes: 'Aide à la décision : il propose, une personne décide.',
  informs: 'Information : il montre, et ne décide de rien.',
}

function wordsOf(algorithm: ToldAlgorithm) {
  const { operation, data, weight, decidedBy, version, used, specification, source } = algorithm
  return [
    { word: 'Comment il marche', meaning: operation },
    { word: 'Ce qu’il lit', meaning: data },
    { word: 'Ce qu’il pèse', meaning: WEIGHTS[weight] },
    { word: 'Qui décide', meaning: decidedBy },
    ...(used === undefined ? [] : [{ word: 'Son usage', meaning: used }]),
    { word: 'Version', meaning: version },
    {
      word: 'Où le lire',
      meaning: (
        <>
          {specification !== null && (
            <>
              La règle écrite : <code>{specification}</code>.{' '}
            </>
          )}
          Le programme : <code>{source}</code>, dans le code publié de la plateforme.
        </>
      ),
    },
  ]
}
