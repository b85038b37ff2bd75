# bash completion for platformctl: eval "$(platformctl completion bash)"
_platformctl() {
  local word=${COMP_WORDS[COMP_CWORD]} line candidate
  line="platformctl ${COMP_WORDS[*]:1:COMP_CWORD}"
  COMPREPLY=()
  # Candidates may be names of files in a root: none is expanded, each is quoted.
  while IFS= read -r candidate; do
    [[ $candidate == "$word"* && $candidate != /[?h] ]] && COMPREPLY+=("$(printf %q "$candidate")")
  done < <("${COMP_WORDS[0]}" "[suggest:${#line}]" "$line" 2>/dev/null)
}
complete -o bashdefault -o default -F _platformctl platformctl
