import { Button } from '#ui/action'
import { PageHeader, Section } from '#ui/heading'
import { Notice } from '#ui/message'
import { Page, type SiteFrame } from '#ui/page'
import type { PollSummary } from '../store/index.ts'
import { Intake } from './depouillement-intake.tsx'
import { RuleForm } from './depouillement-rule.tsx'

type CountingPageProps = {
  readonly site: SiteFrame
  /** Published polls whose ballots are offered to try. */
  readonly samples: readonly PollSummary[]
}

/**
 * `/outils/depouillement`: counts any Pabulib file in the reader's browser. The frame is drawn here, so that nothing
 * moves when the island arrives and its script holds no words of the form; the file itself never reaches us.
 */
export function CountingPage({ site, samples }: CountingPageProps) {
  return (
    <Page
      site={site}
      title="Dépouiller un vote"
      description="Comptez un vote dans votre navigateur : déposez un fichier de bulletins .pb, choisissez la règle, lisez le résultat et ses explications. Le fichier ne quitte pas votre appareil."
      current="/scrutins"
      trail={[{ label: 'Accueil', href: '/' }]}
      scripts={['depouillement']}
    >
      <PageHeader
        title="Dépouiller un vote"
        lead="Déposez les bulletins d’un budget participatif, d’ici ou d’ailleurs. Choisissez la règle. Lisez qui gagne, et pourquoi. Le fichier reste sur votre appareil."
      />
      <WithoutScripts />
      <counting-desk class="desk" data-worker="/outils/compteur.js" data-offline="/outils/hors-ligne.js">
        <p class="hidden" role="status" data-part="said" />
        <Section id="fichier" title="Le fichier" lead="Il est lu ici, dans cette page. Rien n’est envoyé.">
          <Intake samples={samples} />
        </Section>
        <div hidden data-part="after-file">
          <Section id="regle" title="La règle" lead="Le résultat est recompté à chaque changement.">
            <RuleForm />
          </Section>
          <Result />
        </div>
        <WorkBar />
      </counting-desk>
    </Page>
  )
}

function WithoutScripts() {
  return (
    <noscript>
      <Notice kind="warning" title="Cet outil a besoin de JavaScript, et votre navigateur ne l’exécute pas.">
        <p>
          Il compte dans votre navigateur pour que votre fichier reste chez vous. Sans JavaScript, faites le même compte
          avec la ligne de commande de Filigrane, sur votre ordinateur :
        </p>
        <pre>
          <code>filigrane tally FICHIER.pb --rule equal-shares --completion add1-utilitarian --explain</code>
        </pre>
        <p>
          « filigrane tally --help » dit toutes les règles et tous les réglages. Les scrutins déjà publiés ici se lisent
          sans JavaScript : <a href="/scrutins">voir les scrutins</a>.
        </p>
      </Notice>
    </noscript>
  )
}

/** What the island fills. `hidden` until there is something to say. */
function Result() {
  return (
    <>
      <Section id="resultat" title="Le résultat" lead="Par la règle choisie, en nombres exacts.">
        <div data-part="result" class="desk-result" />
      </Section>
      <div hidden data-part="after-count">
        <Section
          id="projets"
          title="Projet par projet"
          lead="Ouvrez un projet pour lire ce qui l’a fait gagner ou perdre."
        >
          <div data-part="projects" class="desk-projects" />
        </Section>
        <Section id="bulletin" title="Bulletin par bulletin" lead="Le numéro tapé ici reste dans cette page.">
          <BallotSearch />
          <div data-part="ballot" class="desk-ballot" />
        </Section>
        <Section
          id="comparer"
          title="Comparer les règles"
          lead="Les mêmes bulletins, comptés par d’autres règles. À lire avant d’adopter un règlement, ou après le résultat."
        >
          <p>
            <button type="button" class="button button-quiet" data-act="compare">
              Comparer les règles sur ces bulletins
            </button>
          </p>
          <div data-part="comparison" class="desk-comparison" />
        </Section>
        <Section id="emporter" title="Emporter le résultat" lead="Écrit dans votre navigateur, sans passer par nous.">
          <TakeAway />
        </Section>
      </div>
    </>
  )
}

/** Stays in sight at the foot of the window while something is counted. */
function WorkBar() {
  return (
    <div class="desk-work" hidden data-part="work">
      <p data-part="work-said" />
      <progress data-part="work-progress" aria-label="Avancement du calcul" />
      <button type="button" class="button button-quiet" data-act="stop">
        Arrêter
      </button>
    </div>
  )
}

function BallotSearch() {
  return (
    <form class="search" data-form="ballot">
      <label for="numero">Numéro du bulletin</label>
      <div class="search-line">
        <input id="numero" type="search" name="numero" autocomplete="off" aria-describedby="numero-aide" />
        <Button>Expliquer ce bulletin</Button>
      </div>
      <p id="numero-aide" class="hint" data-part="ballot-hint">
        C’est le numéro de la colonne « voter_id » du fichier.
      </p>
    </form>
  )
}

const FILES = [
  {
    act: 'save-json',
    label: 'Le compte rendu complet (JSON)',
    what: 'Chaque tour du calcul, en nombres exacts, pour les programmes.',
  },
  { act: 'save-csv', label: 'Les projets (CSV)', what: 'Un tableau à ouvrir dans un tableur.' },
  {
    act: 'save-certificate',
    label: 'Le certificat (JSON)',
    what: 'De quoi vérifier le résultat sans refaire tout le compte.',
  },
  { act: 'print', label: 'Imprimer', what: 'La règle, le résultat, les projets et ce que vous avez ouvert.' },
] as const

function TakeAway() {
  return (
    <>
      <ul class="downloads">
        {FILES.map(({ act, label, what }) => (
          <li class="download">
            <button type="button" class="button button-quiet" data-act={act}>
              {label}
            </button>
            <p>{what}</p>
          </li>
        ))}
      </ul>
      <div data-part="certificate-said" />
      <p>Pour refaire ce compte avec la ligne de commande :</p>
      <pre>
        <code data-part="command" />
      </pre>
    </>
  )
}
