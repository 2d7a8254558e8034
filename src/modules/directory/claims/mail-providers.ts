// Where anybody opens a mailbox: an address there says nothing of an organisation. Those used in France, written down in
// 2026; one that is missing costs an agent a look, since an unknown domain is never enough by itself.
const PUBLIC = new Set(
  `gmail.com googlemail.com outlook.com outlook.fr hotmail.com hotmail.fr live.com live.fr msn.com yahoo.com yahoo.fr
  ymail.com rocketmail.com icloud.com me.com mac.com aol.com aol.fr gmx.com gmx.fr gmx.net mail.com mail.ru yandex.com
  proton.me protonmail.com protonmail.ch pm.me tutanota.com tuta.com tuta.io tuta.fr posteo.net mailo.com mailo.fr
  net-c.com netc.fr netcourrier.com laposte.net orange.fr wanadoo.fr free.fr aliceadsl.fr libertysurf.fr
  sfr.fr neuf.fr cegetel.net club-internet.fr 9online.fr numericable.fr noos.fr bbox.fr dbmail.com voila.fr nordnet.fr
  hey.com fastmail.com zoho.com zohomail.eu infomaniak.com ik.me yopmail.com mailinator.com`.split(/\s+/),
)

/** Whether anybody may have an address at this domain, or at the one it is part of. */
export function isPublicProvider(domain: string): boolean {
  const parts = domain.toLowerCase().split('.')
  return parts.some((_part, index) => PUBLIC.has(parts.slice(index).join('.')))
}
