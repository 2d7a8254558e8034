export { openProvider, openProviders, type ProviderWorld } from './provider.ts'
export type {
  Errand,
  Identified,
  IdentityProvider,
  IdentityRefusal,
  ProviderLogout,
  ProviderName,
  SignInRequest,
} from './types.ts'
