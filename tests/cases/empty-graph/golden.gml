Creator "kgraph"
graph [
  directed 1
  multigraph 1
]
# kgraph {}
