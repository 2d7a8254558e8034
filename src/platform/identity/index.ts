export { openProvider, openProviders, type ProviderWorld } from './provider.ts'
export type {
  Identified,
  IdentityProvider,
  IdentityRefusal,
  ProviderLogout,
  ProviderName,
  SignInRequest,
} from './types.ts'
