@rem The scripts of package.json begin with the shell's `exec`, so that a signal sent to npm reaches us. Windows has no such word.
@%*
