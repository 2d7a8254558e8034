console.log('rien')
