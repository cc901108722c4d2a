# Types a line and a tab into a zsh with a terminal, and prints what became of the line.
# Usage: zsh complete.zsh SCRIPT LINE FOLDER
zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z "PROMPT=; cd $3; autoload -Uz compinit; compinit -u -D; source $1; show() { print; print -r -- \"LINE[\$BUFFER]\"; BUFFER=; zle -I }; zle -N show; bindkey '^G' show; print REA''DY"
zpty -m -r z out '*READY*'
zpty -w -n z "$2"$'\t\a'
zpty -m -r z out '*LINE\[*\]*'
print -r -- "${${out##*LINE\[}%%\]*}"
