"""Many teams in one program: a chart, a namespace and a part of each shared server for every one."""
