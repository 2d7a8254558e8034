// A printed code read by a telephone comes after the # of the address: it goes into the form, and out of the address.

const field = document.querySelector<HTMLInputElement>('form input[name="code"]')
const code = /^#([2-9A-Z]{12})$/.exec(location.hash)?.[1]
if (field && code) {
  field.value = code.match(/.{4}/g)?.join(' ') ?? ''
  history.replaceState(null, '', location.pathname + location.search)
}
