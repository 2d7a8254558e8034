import type { Manifest } from '#kernel/ballot'
import { Button } from '#ui/action'
import { Form } from '#ui/form'
import { Notice } from '#ui/message'
import type { TrialEnvelope } from '../../sealed/trial.ts'
import { BureauPage, type BureauProps, NeedsScript } from './parts.tsx'
import { bureauPath } from './visit.ts'

/** `/scrutins/:slug/bureau/repetition`: each printed share is typed back, then trial ballots are opened. */
export function RehearsalPage(
  props: BureauProps & { readonly manifest: Manifest; readonly trials: readonly TrialEnvelope[] },
) {
  const { site, visit, keys, problem } = props
  const { poll, holders, shares } = visit
  const waiting = shares.filter(({ rehearsedAt }) => rehearsedAt === null).map(({ number }) => number)
  return (
    <BureauPage
      site={site}
      visit={visit}
      title="La répétition du dépouillement"
      lead="Chacun retape sa part, lue sur sa feuille. Puis deux bulletins d’essai sont ouverts. Le vote n’ouvre pas avant."
      hasScript
    >
      {problem !== undefined && <Notice kind="error" title={problem} />}
      {waiting.length < shares.length && waiting.length > 0 && (
        <Notice kind="info" title={`Il reste à taper : part ${waiting.join(', part ')}.`}>
          <p>Prenez-la avec d’autres parts : il en faut {props.manifest.bureau.threshold} pour ouvrir l’essai.</p>
        </Notice>
      )}
      <NeedsScript />
      <div
        data-bureau="rehearsal"
        hidden
        data-holders={JSON.stringify(holders)}
        data-commitments={JSON.stringify(props.manifest.bureau.shares)}
        data-manifest={JSON.stringify(props.manifest)}
        data-trials={JSON.stringify(props.trials)}
      >
        <ShareArea />
        <p data-part="said" role="status" />
        <ul data-part="typed" />
        <p data-part="missing" />
        <button type="button" class="button button-main" data-open="" hidden>
          Ouvrir les bulletins d’essai
        </button>
        <div data-part="keep" hidden>
          <Form action={bureauPath(poll.slug, 'repetition')} keys={keys} keep={{ numeros: '', bulletins: '' }}>
            <Button>Enregistrer la répétition</Button>
          </Form>
        </div>
      </div>
    </BureauPage>
  )
}

/** Where a share is typed, or scanned by a reader that types. */
export function ShareArea() {
  return (
    <div class="form-field">
      <label for="part-tapee">Une part : son numéro, puis ses mots</label>
      <p class="hint" id="part-tapee-aide">
        Les quatre premières lettres de chaque mot suffisent. Rien de ce que vous tapez ne quitte cette page.
      </p>
      <textarea
        class="field-input"
        id="part-tapee"
        rows={4}
        autocomplete="off"
        spellcheck={false}
        aria-describedby="part-tapee-aide"
      />
      <button type="button" class="button button-quiet" data-check="">
        Vérifier cette part
      </button>
    </div>
  )
}
