import type { Context as HonoContext } from 'hono'
import { browserSecret, formKeys } from '#platform/sessions'
import { PageHeader } from '#ui/heading'
import { Page } from '#ui/page'
import { type StrongSignIn, sealConfirmation } from '../../commands/index.ts'
import { kept, TRAIL } from '../sign-in-page.tsx'
import { ProviderForm } from './agents-page.tsx'
import { houseOf, providersOf, type StaffParts } from './parts.ts'

type Confirming = Extract<StrongSignIn, { readonly kind: 'confirm' }>

/** The key is right, and opens nothing before the provider that vouches for the agent answered again. */
export async function confirmingPage(
  c: HonoContext,
  { context, frame, options }: StaffParts,
  confirming: Confirming,
  suite: string | undefined,
) {
  const provider = providersOf(options).find(({ name }) => name === confirming.provider)
  const confirmation = sealConfirmation(context, browserSecret(c, context), confirming)
  const title = `Confirmez par ${provider?.label ?? confirming.provider}`
  return c.html(
    <Page site={frame} title={title} description="Une confirmation est demandée." unlisted trail={TRAIL}>
      <PageHeader
        title={title}
        lead={`Votre clé est la bonne. Tous les ${houseOf(options).confirmEveryDays}\u00a0jours, ${provider?.label ?? 'votre fournisseur'} confirme aussi que vous travaillez toujours ici.`}
      />
      {provider && (
        <ProviderForm
          provider={provider}
          keys={formKeys(c, context)}
          keep={{ ...kept(suite), confirmation }}
          verb="Continuer avec"
        />
      )}
    </Page>,
  )
}
