#compdef platformctl
# zsh completion for platformctl: eval "$(platformctl completion zsh)", after compinit.
_platformctl() {
  local line="platformctl ${(j: :)words[2,CURRENT]}" candidate
  local -a found
  while IFS= read -r candidate; do
    [[ $candidate == /[?h] ]] || found+=("$candidate")
  done < <("$words[1]" "[suggest:${#line}]" "$line" 2>/dev/null)
  compadd -a found || _files
}
compdef _platformctl platformctl
